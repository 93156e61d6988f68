using System.Net;
using System.Net.Sockets;
using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A retry never makes the server mint a second token.</summary>
public sealed class MintOnceTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Theory]
    [InlineData(429, 3)]
    [InlineData(503, 3)]
    [InlineData(502, 1)]
    [InlineData(504, 1)]
    [InlineData(500, 1)]
    public async Task Only_429_and_503_are_retried(int status, int expected)
    {
        Server.Faults.Add(Fault.Status(status), "/security/token", int.MaxValue);
        using PlexServerClient client = Connect(new ClientSetup { Retries = 2 });

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal(expected, failure.Attempts);
        Assert.Equal(expected, Server.Requests.Count(request => request.Path == "/security/token"));
    }

    /// <summary>The connection is lost after the server minted, so a second request would mint a second token.</summary>
    [Fact]
    public async Task A_lost_response_is_not_retried()
    {
        Server.Faults.Add(Fault.Drop(), "/security/token");
        using PlexServerClient client = Connect(new ClientSetup { Retries = 3 });

        Assert.Equal(
            (PlexError.ConnectionFailed, 1),
            ((await FailAsync(client, Operation.Token)) is var f ? (f.Error, f.Attempts) : default));
        Assert.Single(Server.Requests, request => request.Path == "/security/token");
        Assert.NotNull(await CallAsync(client, Operation.Token));
    }

    /// <summary>The verified server no longer listens. Nothing was sent, so the request can be retried.</summary>
    [Fact]
    public async Task A_refused_connection_is_retried_and_mints_once()
    {
        ManualTime time = new();
        SimulatorOptions options = new() { Https = false, MachineIdentifier = "attic", AdminToken = "the-token-of-the-owner" };
        PlexSimulator first = await PlexSimulator.StartAsync(options, Ct);
        ClientSetup setup = new()
        {
            Retries = 1,
            Time = time,
            Timeout = Timeout.InfiniteTimeSpan,
            RetryInterval = TimeSpan.FromSeconds(10),
        };
        using PlexServerClient client = setup
            .Connect(first.HttpUri, first.AdminToken);
        await client.GetServerInfoAsync(Ct);
        await first.DisposeAsync();

        Task<object> minting = CallAsync(client, Operation.Token);
        TimeSpan wait = await time.NextTimerAsync(Ct);
        await using PlexSimulator second = await PlexSimulator.StartAsync(
            new SimulatorOptions
            {
                Https = false,
                MachineIdentifier = "attic",
                AdminToken = first.AdminToken,
                HttpPort = first.HttpUri.Port,
            },
            Ct);
        time.Advance(wait);
        await minting;

        Assert.Equal(["/identity", "/security/token"], second.Requests.Select(request => request.Path));
    }

    public static TheoryData<string> Failures => [.. Kinds.Keys];

    private static Dictionary<string, (Exception Failure, bool BeforeSending)> Kinds { get; } = new()
    {
        ["refused"] = (new HttpRequestException(
            HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.ConnectionRefused)), true),
        ["no name"] = (new HttpRequestException(
            HttpRequestError.NameResolutionError, null, new SocketException((int)SocketError.HostNotFound)), true),
        ["TLS"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, null, new IOException()), true),
        ["no tunnel"] = (new HttpRequestException(HttpRequestError.ProxyTunnelError), true),
        ["unverified"] =
            (new HttpRequestException(HttpRequestError.ConnectionError, null, new UnverifiedConnectionException()), true),
        ["reset"] = (
            new HttpRequestException("reset", new IOException("reset", new SocketException((int)SocketError.ConnectionReset))),
            false),
        ["ended"] = (
            new HttpRequestException(HttpRequestError.ResponseEnded, null, new HttpIOException(HttpRequestError.ResponseEnded)),
            false),
        ["refused, without a kind"] =
            (new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)), false),
        ["no HTTP"] = (new HttpRequestException(HttpRequestError.InvalidResponse), false),
        ["unknown"] = (new InvalidOperationException("unknown"), false),
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Unknown_failures_count_as_sent(string name) =>
        Assert.Equal(Kinds[name].BeforeSending, RetryPolicy.IsBeforeSending(Kinds[name].Failure));

    /// <summary>Other failures would be the same on a retry.</summary>
    [Fact]
    public void Only_connection_failures_are_transient()
    {
        Uri server = new("http://nas:32400/");
        foreach (Exception failure in (Exception[])[
            new InvalidOperationException(),
            new FormatException(),
            new HttpRequestException("unknown"),
            new NotSupportedException()])
            Assert.False(TransportFailure.Explain(server, null, failure).IsTransient);
        Assert.True(
            TransportFailure.Explain(server, null, new HttpRequestException("lost", new IOException("lost"))).IsTransient);
    }
}
