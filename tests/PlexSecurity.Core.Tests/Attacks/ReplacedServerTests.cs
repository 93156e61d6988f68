namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>Another machine takes the place of the one that was verified: it gets no token.</summary>
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
    public async Task A_server_started_at_the_address_of_one_that_stopped_gets_no_token(Operation operation)
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
    public async Task After_30_seconds_without_an_answer_the_server_is_asked_again_and_not_before()
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
    public async Task One_that_says_then_that_it_is_another_gets_no_token()
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
    public async Task Twenty_calls_that_come_together_after_a_silence_ask_once_and_each_further_connection_once()
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
    public async Task Before_a_retry_after_a_dropped_connection_the_server_is_asked_again()
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
    public async Task Before_a_retry_after_a_long_wait_too()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = Timeout.InfiniteTimeSpan, Retries = 1 });
        await client.GetServerInfoAsync(Ct);
        Server.Faults.Add(Fault.Status(503, retryAfter: "45"), "/security/resources");
        Server.Faults.Add(Fault.Garbage(Impostor), "/identity");

        Task<PlexException> failing = FailAsync(client, Operation.Source);
        await time.PassNextTimerAsync(Ct);

        Assert.Equal(PlexError.WrongServer, (await failing).Error);
        Assert.Equal(["/identity", "/", "/security/resources", "/identity"], Paths);
    }

    [Fact]
    public async Task After_a_timeout_the_next_call_asks_again()
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

    /// <summary>
    /// .NET sends a request again by itself, over a new connection, where the old one is closed before a response.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task The_handlers_own_retry_reaches_no_other_machine(int retries)
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

    /// <summary>The verified machine closes what is idle; whoever takes the next connection is asked first.</summary>
    [Fact]
    public async Task A_new_connection_in_place_of_a_closed_one_carries_no_token_before_the_question()
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
    public async Task A_server_that_closes_after_each_answer_is_asked_each_time_and_serves()
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
    public async Task Once_seen_another_machine_stays_refused(Operation operation)
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
    public async Task The_token_is_not_traded_with_another_machine_and_stays()
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
    public async Task A_client_closed_during_the_question_says_so()
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
    /// The first machine keeps the connection that is open and gives up the port; another takes it. By the one connection the
    /// first machine still gets its token, by every new one the other is asked, and gets none.
    /// </summary>
    [Fact]
    public async Task One_that_takes_new_connections_while_an_old_one_lives_gets_no_token()
    {
        using TakenOverPort port = new(holds: false);
        using PlexServerClient client = new(port.Uri, new PlexToken(Server.AdminToken), new ClientSetup().ToOptions());
        await client.GetServerInfoAsync(Ct);

        port.TakeNewConnections();
        PlexException[] failures = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
            await Record.ExceptionAsync(() => client.GetServerInfoAsync(Ct)) as PlexException
            ?? new PlexException(PlexError.Unexpected, string.Empty, string.Empty)));

        Assert.Equal(0, port.TokensOfOther);
        Assert.Contains(failures, static failure => failure.Error == PlexError.WrongServer);
    }
}
