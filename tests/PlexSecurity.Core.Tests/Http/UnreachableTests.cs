using System.Net;
using System.Net.Sockets;
using PlexSecurity.Errors;
using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>Unreachable addresses, and addresses that are refused before any request.</summary>
public sealed class UnreachableTests
{
    private const string Token = "transient-5a6b7c8d-0000-4111-8222-9d8e7f6a5b4c";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_closed_port_is_retried_and_reported(string scheme)
    {
        // Bound but not listening: connections are refused, and no other process can take the port.
        using Socket bound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)bound.LocalEndPoint!).Port;
        List<PlexAttempt> attempts = [];
        using PlexServerClient client =
            new ClientSetup { Retries = 2, OnAttempt = attempts.Add }.Connect(new Uri($"{scheme}://127.0.0.1:{port}"), Token);

        PlexException failure = await FailAsync(client);

        Assert.Equal((PlexError.ConnectionFailed, 3), (failure.Error, failure.Attempts));
        Assert.Contains($"nothing listens on port {port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("server is running", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], attempts.Select(attempt => attempt.Number));
        Assert.All(attempts, attempt => Assert.EndsWith("/identity", attempt.Uri.AbsolutePath, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unresolved_name_is_reported_without_a_retry()
    {
        using PlexServerClient client = new ClientSetup { Retries = 2 }.Connect(new Uri("https://no-such-server.invalid"), Token);

        PlexException failure = await FailAsync(client);

        Assert.Equal((PlexError.ConnectionFailed, 1), (failure.Error, failure.Attempts));
        Assert.Contains("the name 'no-such-server.invalid' could not be resolved", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Check the name.", failure.RecommendedAction);
    }

    [Fact]
    public void An_unresolved_plex_direct_name_suggests_rebinding_protection()
    {
        Uri server = new("https://192-168-1-10.0123abcd.plex.direct:32400");

        SocketException failure = new((int)SocketError.HostNotFound);

        FailureReason explained = TransportFailure.Explain(server, null, failure);

        Assert.Contains("DNS rebinding", explained.Reason.Format, StringComparison.Ordinal);
        Assert.Contains("Allow plex.direct", explained.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://plex.example.org")]
    [InlineData("http://8.8.8.8:32400")]
    [InlineData("http://[2001:db8::1]:32400")]
    [InlineData("http://10-0-2-123.0a1b.plex.direct:32400")]
    public void Plain_http_to_a_public_address_is_refused_unless_allowed(string address)
    {
        PlexException refusal = Assert.Throws<PlexException>(() => new ClientSetup().Connect(new Uri(address), Token));

        Assert.Equal(PlexError.UnencryptedConnection, refusal.Error);
        Assert.Contains(address, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", refusal.RecommendedAction, StringComparison.Ordinal);
        using PlexServerClient allowed = new ClientSetup { AllowUnencrypted = true }.Connect(new Uri(address), Token);
        Assert.Equal("http", allowed.Server.Scheme);
    }

    [Theory]
    [InlineData("http://localhost:32400")]
    [InlineData("http://192.168.1.10:32400")]
    [InlineData("http://nas")]
    [InlineData("https://plex.example.org")]
    public void Private_addresses_and_https_need_no_option(string address)
    {
        using PlexServerClient client = new ClientSetup().Connect(new Uri(address), Token);

        Assert.EndsWith("/", client.Server.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://nas")]
    [InlineData("http://nas/?X-Plex-Token=s3cret")]
    [InlineData("http://someone:s3cret@nas")]
    [InlineData("http://nas/#s3cret")]
    [InlineData("file:///etc/passwd")]
    public void A_client_refuses_an_invalid_address(string address)
    {
        PlexException refusal = Assert.Throws<PlexException>(() => new ClientSetup().Connect(new Uri(address), Token));

        Assert.Equal(PlexError.InvalidUri, refusal.Error);
        Assert.DoesNotContain("s3cret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_needs_an_address_and_a_token()
    {
        PlexToken token = new(Token);

        Assert.Throws<ArgumentNullException>(() => new PlexServerClient(null!, token));
        Assert.Throws<ArgumentNullException>(() => new PlexServerClient(new Uri("http://nas"), null!));
    }

    private static Task<PlexException> FailAsync(PlexServerClient client) =>
        Assert.ThrowsAsync<PlexException>(
            () => client.CallAsync(Operation.Token, "server://abc", Ct).WaitAsync(TestTimeout.Limit, Ct));
}
