namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>Another machine that replaces the verified one gets no token.</summary>
public sealed class ReplacedServerTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private const string Impostor = """{"MediaContainer":{"machineIdentifier":"impostor"}}""";
    private const string Info = """{"MediaContainer":{"friendlyName":"Attic"}}""";

    private IEnumerable<string> Paths => Server.Requests.Select(request => request.Path);

    [Theory]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_new_server_at_the_same_address_gets_no_token(Operation operation)
    {
        PlexSimulator first = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false }, Ct);
        using PlexServerClient client = new ClientSetup { Retries = 2 }.Connect(first.HttpUri, first.AdminToken);
        await client.GetServerInfoAsync(Ct);
        await first.DisposeAsync();
        await using PlexSimulator second = await PlexSimulator.StartAsync(
            new SimulatorOptions { Https = false, HttpPort = first.HttpUri.Port, AdminToken = first.AdminToken }, Ct);

        PlexException failure = await FailAsync(client, operation);

        Assert.Equal(PlexError.WrongServer, failure.Error);
        Assert.NotEmpty(second.Requests);
        Assert.All(second.Requests, request => Assert.Equal(("/identity", null), (request.Path, request.Token)));
    }

    [Fact]
    public async Task The_identity_is_checked_again_after_30_idle_seconds()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time });
        for (int i = 0; i < 3; i++)
        {
            await client.GetServerInfoAsync(Ct);
            time.Advance(TimeSpan.FromSeconds(29.9));
        }

        await client.GetServerInfoAsync(Ct);
        Assert.Equal(["/identity", "/", "/", "/", "/"], Paths);
        time.Advance(TimeSpan.FromSeconds(30));
        await client.GetServerInfoAsync(Ct);

        Assert.Equal(["/identity", "/", "/", "/", "/", "/identity", "/"], Paths);
        Assert.All(Server.Requests.Where(request => request.Path == "/identity"), request => Assert.Null(request.Token));
    }

    [Fact]
    public async Task A_changed_identity_gets_no_token()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time });
        await client.GetServerInfoAsync(Ct);
        time.Advance(TimeSpan.FromSeconds(30));
        Server.Faults.Add(Fault.Garbage(Impostor), "/identity", int.MaxValue);
        Server.ClearRequests();

        Assert.Equal(PlexError.WrongServer, (await FailAsync(client, Operation.Source)).Error);
        Assert.All(Server.Requests, request => Assert.Null(request.Token));
    }

    [Fact]
    public async Task Concurrent_calls_check_the_identity_once_per_connection()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time });
        await client.GetServerInfoAsync(Ct);
        time.Advance(TimeSpan.FromMinutes(5));
        Server.ClearRequests();
        int before = Server.TotalConnections;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(client, Operation.Source)));

        Assert.InRange(Paths.Count(path => path == "/identity"), 1, 1 + Server.TotalConnections - before);
        Assert.Equal("/identity", Paths.First());
    }

    [Fact]
    public async Task A_retry_after_a_dropped_connection_checks_the_identity()
    {
        using PlexServerClient client = Connect(new ClientSetup { Retries = 1 });
        await client.GetServerInfoAsync(Ct);
        Server.Faults.Add(Fault.Drop(), "/security/resources");
        Server.Faults.Add(Fault.Garbage(Impostor), "/identity");
        Server.ClearRequests();

        Assert.Equal(PlexError.WrongServer, (await FailAsync(client, Operation.Source)).Error);
        Assert.Equal(["/security/resources", "/identity"], Paths);
    }

    [Fact]
    public async Task A_retry_after_a_long_wait_checks_the_identity()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = Timeout.InfiniteTimeSpan, Retries = 1 });
        await client.GetServerInfoAsync(Ct);
        Server.Faults.Add(Fault.Status(503, retryAfter: "45"), "/security/resources");
        Server.Faults.Add(Fault.Garbage(Impostor), "/identity");

        Task<PlexException> failing = FailAsync(client, Operation.Source);
        await time.AdvanceToNextTimerAsync(Ct);

        Assert.Equal(PlexError.WrongServer, (await failing).Error);
        Assert.Equal(["/identity", "/", "/security/resources", "/identity"], Paths);
    }

    [Fact]
    public async Task A_call_after_a_timeout_checks_the_identity()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = TimeSpan.FromSeconds(2) });
        await client.GetServerInfoAsync(Ct);
        Server.Faults.Add(Fault.Hang(), "/security/resources");
        Server.Faults.Add(Fault.Garbage(Impostor), "/identity");

        Task<PlexException> failing = FailAsync(client, Operation.Source);
        await Server.WaitForRequestAsync(request => request.Path == "/security/resources", TestTimeout.Limit);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(PlexError.Timeout, (await failing).Error);

        Assert.Equal(PlexError.WrongServer, (await FailAsync(client, Operation.ServerInfo)).Error);
    }

    /// <summary>.NET itself retries a request on a new connection if the old one is closed before a response.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_retry_by_the_handler_sends_no_token_to_another_machine(int retries)
    {
        await using RawServer server = RawServer.Start((connection, path) =>
            path == "/identity"
                ? RawServer.Identity(connection == 1 ? "attic" : "impostor")
                : connection == 1
                ? null
                : RawServer.Json(Info));
        using PlexServerClient client = new ClientSetup { Retries = retries }.Connect(server.Uri, Server.AdminToken);

        await FailAsync(client, Operation.ServerInfo);

        Assert.All(
            server.Requests.Where(request => request.Connection > 1),
            request => Assert.Equal(("/identity", null), (request.Path, request.Token)));
    }

    /// <summary>The verified machine closes an idle connection. The next one starts with an identity check.</summary>
    [Fact]
    public async Task A_new_connection_checks_the_identity_before_the_token()
    {
        await using RawServer server = RawServer.Start((connection, path) => path == "/identity"
            ? RawServer.Identity(connection == 1 ? "attic" : "impostor")
            : RawServer.Json(Info, close: connection == 1));
        using PlexServerClient client = new ClientSetup().Connect(server.Uri, Server.AdminToken);
        await client.GetServerInfoAsync(Ct);

        Assert.Equal(PlexError.WrongServer, (await FailAsync(client, Operation.ServerInfo)).Error);
        Assert.Equal([(1, "/identity", null), (1, "/", Server.AdminToken), (2, "/identity", null)], server.Requests);
    }

    [Fact]
    public async Task A_server_that_closes_each_connection_is_checked_each_time()
    {
        await using RawServer server = RawServer.Start((_, path) =>
            path == "/identity" ? RawServer.Identity("attic", close: true) : RawServer.Json(Info, close: true));
        using PlexServerClient client = new ClientSetup().Connect(server.Uri, Server.AdminToken);

        await client.GetServerInfoAsync(Ct);
        await client.GetServerInfoAsync(Ct);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(client, Operation.ServerInfo)));

        Assert.Equal(["/identity", "/", "/identity", "/"], server.Requests.Take(4).Select(request => request.Path));
        Assert.Equal(22, server.Requests.Count(request => request.Token is not null));
    }

    [Theory]
    [InlineData(Operation.Identity)]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    public async Task After_another_machine_every_call_is_refused(Operation operation)
    {
        using PlexServerClient client = Connect();
        await client.GetServerInfoAsync(Ct);
        Server.Faults.Add(Fault.Garbage(Impostor), "/identity");
        Assert.Equal(PlexError.WrongServer, (await FailAsync(client, Operation.Identity)).Error);
        Server.ClearRequests();

        for (int i = 0; i < 2; i++)
            Assert.Equal(PlexError.WrongServer, (await FailAsync(client, operation)).Error);
        using PlexServerClient view = client.WithObserver(null);
        Assert.Equal(PlexError.WrongServer, (await FailAsync(view, operation)).Error);

        Assert.All(Server.Requests, request => Assert.Null(request.Token));
    }

    [Fact]
    public async Task The_token_is_not_exchanged_with_another_machine()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time });
        await client.GetServerInfoAsync(Ct);
        time.Advance(TimeSpan.FromMinutes(1));
        Server.Faults.Add(Fault.Garbage(Impostor), "/identity");
        Server.ClearRequests();

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.ExchangeForTransientTokenAsync(Ct));

        Assert.Equal((PlexError.WrongServer, PlexTokenKind.Account), (failure.Error, client.TokenKind));
        Assert.Equal(["/identity"], Paths);
    }

    [Fact]
    public async Task Disposing_during_the_identity_check_gives_NotConnected()
    {
        ManualTime time = new();
        PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = Timeout.InfiniteTimeSpan });
        await client.GetServerInfoAsync(Ct);
        time.Advance(TimeSpan.FromMinutes(1));
        Server.Faults.Add(Fault.Hang(), "/identity");
        Server.ClearRequests();
        Task<PlexException> failing = FailAsync(client, Operation.Source);
        await Server.WaitForRequestAsync(request => request.Path == "/identity", TestTimeout.Limit);

        client.Dispose();

        Assert.Equal(PlexError.NotConnected, (await failing).Error);
        Assert.Equal(["/identity"], Paths);
    }

    /// <summary>
    /// The first machine keeps its open connection and gives up the port to another machine. Only the open connection may carry
    /// the token; every new connection starts with an identity check.
    /// </summary>
    [Fact]
    public async Task A_machine_with_only_the_new_connections_gets_no_token()
    {
        using TakenOverPort port = new(holdsRequests: false);
        using PlexServerClient client = new(port.Uri, new PlexToken(Server.AdminToken), new ClientSetup().ToOptions());
        await client.GetServerInfoAsync(Ct);

        port.TakeNewConnections();
        Task<PlexServerInfo> held = client.GetServerInfoAsync(Ct);
        await port.WaitForHeldRequestsAsync(1, Ct);
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServerInfoAsync(Ct));
        client.Dispose();

        Assert.Equal(PlexError.WrongServer, failure.Error);
        Assert.Equal(0, port.LeakedTokens);
        await Assert.ThrowsAsync<PlexException>(() => held);
    }
}
