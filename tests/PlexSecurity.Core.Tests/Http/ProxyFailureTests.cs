using System.Net;
using System.Net.Sockets;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>Failures of a proxy are reported as such, and its credentials are never shown.</summary>
public sealed class ProxyFailureTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private const string Login = "someone:s3cret word";
    private const string Token = "a-token-that-stays-here";

    private static readonly NetworkCredential Credential = new("someone", "s3cret word");

    public static TheoryData<string> Schemes => ["http", "https"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Credentials_come_from_the_address_or_the_option(string scheme)
    {
        await using ForwardProxy proxy = ForwardProxy.Start(Login);
        ClientSetup setup = Setup() with { Authority = Server.AuthorityCertificate };
        foreach (ClientSetup login in (ClientSetup[])[
            setup with { Proxy = proxy.AddressWith("someone:s3cret%20word") },
            setup with { Proxy = proxy.Address, ProxyLogin = Credential },
            setup with { Proxy = proxy.AddressWith("someone:another"), ProxyLogin = Credential }])
        {
            Server.ClearRequests();
            using PlexServerClient client = login.Connect(ServerUri(scheme), Server.AdminToken);

            await client.GetServerInfoAsync(Ct);

            Assert.Equal(2, Server.Requests.Count);
        }

        Assert.Contains(proxy.Requests, request => request.Contains("Proxy-Authorization: Basic ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Required_credentials_are_reported(string scheme)
    {
        await using ForwardProxy proxy = ForwardProxy.Start(Login);

        PlexException failure = await FailAsync(Setup() with { Proxy = proxy.Address }, scheme);

        AssertProxyFailure(failure, proxy.Address);
        Assert.Contains("requires credentials (407)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Wrong_credentials_are_reported_and_not_shown(string scheme)
    {
        await using ForwardProxy proxy = ForwardProxy.Start(Login);

        PlexException inAddress = await FailAsync(Setup() with { Proxy = proxy.AddressWith("intruder:wrong-word") }, scheme);
        NetworkCredential wrong = new("intruder", "wrong-word");
        PlexException apart = await FailAsync(Setup() with { Proxy = proxy.Address, ProxyLogin = wrong }, scheme);

        foreach (PlexException failure in (PlexException[])[inAddress, apart])
        {
            AssertProxyFailure(failure, proxy.Address);
            Assert.Contains("rejected the credentials (407)", failure.Message, StringComparison.Ordinal);
            TokenSearch.AssertNone(TokenSearch.Describe(failure), ["wrong-word", "intruder:wrong-word"]);
        }
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(502)]
    public async Task A_refused_tunnel_is_reported_with_the_proxy_and_its_status(int status)
    {
        await using ForwardProxy proxy = ForwardProxy.Start(refusal: status);

        PlexException failure = await FailAsync(Setup() with { Proxy = proxy.Address }, "https");

        AssertProxyFailure(failure, proxy.Address);
        Assert.Contains($"refused the connection ({status})", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-NoProxy", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.All(proxy.Requests, request => Assert.DoesNotContain(Token, request, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_closed_proxy_port_is_reported_as_a_proxy_failure(string scheme)
    {
        // Bound but not listening: connections are refused, and no other process can take the port.
        using Socket bound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Uri dead = new($"http://127.0.0.1:{((IPEndPoint)bound.LocalEndPoint!).Port}");

        AssertProxyFailure(await FailAsync(Setup() with { Proxy = dead }, scheme), dead);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task An_unresolved_proxy_name_is_reported_as_a_proxy_failure(string scheme)
    {
        Uri unknown = new("http://no-such-proxy.invalid:3128");

        PlexException failure = await FailAsync(Setup() with { Proxy = unknown, AllowUnencrypted = true }, scheme);

        AssertProxyFailure(failure, unknown);
        Assert.Contains("could not be resolved", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_503_through_a_proxy_names_the_proxy()
    {
        await using ForwardProxy proxy = ForwardProxy.Start(refusal: 503);

        PlexException failure = await FailAsync(Setup() with { Proxy = proxy.Address }, "http");

        Assert.Equal(PlexError.ServerUnavailable, failure.Error);
        Assert.Contains($"proxy '{proxy.Address.Authority}'", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Options for the server do not apply to a proxy. The test distinguishes them by host name.</summary>
    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "localhost")]
    public async Task The_certificate_of_a_proxy_is_always_checked(string proxyHost, string host)
    {
        Uri proxy = new($"https://{proxyHost}:{Server.HttpsUri.Port}");
        foreach (ClientSetup setup in (ClientSetup[])[
            Setup() with { SkipCertificateCheck = true },
            Setup() with { Thumbprint = new string('A', 64) }])
        {
            using PlexServerClient client = (setup with { Proxy = proxy }).Connect(new Uri($"https://{host}:32400"), Token);

            PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServerInfoAsync(Ct));

            Assert.Equal(PlexError.TlsFailed, failure.Error);
            Assert.Contains("certificate of the proxy", failure.Message, StringComparison.Ordinal);
            Assert.Empty(Server.Requests);
        }
    }

    [Fact]
    public async Task An_http_proxy_given_as_https_is_reported()
    {
        Uri proxy = new($"https://{Server.HttpUri.Authority}");
        foreach (string scheme in (string[])["http", "https"])
        {
            PlexException failure = await FailAsync(Setup() with { Proxy = proxy }, scheme);

            Assert.Equal(PlexError.TlsFailed, failure.Error);
            Assert.Contains($"proxy '{proxy.Authority}'", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_proxy_that_does_not_speak_HTTP_is_reported()
    {
        Server.Faults.Add(Fault.Raw("SSH-2.0-OpenSSH_9.9\r\n"));

        PlexException failure = await FailAsync(Setup() with { Proxy = Server.HttpUri }, "http");

        Assert.Equal(PlexError.InvalidResponse, failure.Error);
        Assert.Contains($"proxy '{Server.HttpUri.Authority}' is not HTTP", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_or_dropping_proxy_is_named()
    {
        Server.Faults.Add(Fault.Hang());
        Server.Faults.Add(Fault.Drop());
        ClientSetup setup = Setup() with { Proxy = Server.HttpUri, Timeout = TimeSpan.FromMilliseconds(200) };

        PlexException silent = await FailAsync(setup, "http");
        PlexException dropped = await FailAsync(setup with { Timeout = TestTimeout.Limit }, "http");

        Assert.Equal((PlexError.Timeout, PlexError.ConnectionFailed), (silent.Error, dropped.Error));
        Assert.All(
            [silent, dropped],
            failure => Assert.Contains($"proxy '{Server.HttpUri.Authority}'", failure.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://proxy.example.org:3128")]
    [InlineData("http://8.8.8.8:3128")]
    [InlineData("https://proxy.example.org")]
    public void Plain_http_through_a_public_proxy_is_refused_unless_allowed(string proxy)
    {
        ClientSetup setup = Setup() with { Proxy = new Uri(proxy) };
        Uri server = new("http://192.168.1.10:32400");

        PlexException refusal = Assert.Throws<PlexException>(() => setup.Connect(server, Token));

        Assert.Equal(PlexError.UnencryptedConnection, refusal.Error);
        Assert.Contains(new Uri(proxy).Host, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", refusal.RecommendedAction, StringComparison.Ordinal);
        foreach (ClientSetup allowed in (ClientSetup[])[setup with { AllowUnencrypted = true }, setup with { NoProxy = true }])
            allowed.Connect(server, Token).Dispose();
        setup.Connect(new Uri("https://plex.example.org"), Token).Dispose();
        (setup with { Proxy = new Uri("http://192.168.1.1:3128") }).Connect(server, Token).Dispose();
    }

    /// <summary>The proxy knows its password, but readers of the error must not see it.</summary>
    [Fact]
    public async Task A_password_repeated_in_a_response_is_not_shown()
    {
        Server.Faults.Add(Fault.Redirect("https://elsewhere.example/long-s3cret"), "/identity");
        await using ForwardProxy proxy = ForwardProxy.Start("someone:long-s3cret");

        PlexException failure = await FailAsync(Setup() with { Proxy = proxy.AddressWith("someone:long-s3cret") }, "http");

        Assert.Equal(PlexError.Redirected, failure.Error);
        TokenSearch.AssertNone(TokenSearch.Describe(failure), ["long-s3cret"]);
    }

    private static ClientSetup Setup() => new() { NoProxy = false };

    private static void AssertProxyFailure(PlexException failure, Uri proxy)
    {
        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
        Assert.Contains($"proxy '{proxy.Authority}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", failure.RecommendedAction, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("nothing listens", failure.Message, StringComparison.Ordinal);
    }

    private async Task<PlexException> FailAsync(ClientSetup setup, string scheme)
    {
        using PlexServerClient client = setup.Connect(ServerUri(scheme), Token);
        return await Assert.ThrowsAsync<PlexException>(() => client.GetServerInfoAsync(Ct).WaitAsync(TestTimeout.Limit, Ct));
    }

    private Uri ServerUri(string scheme) => scheme == "http" ? Server.HttpUri : Server.HttpsUri;
}
