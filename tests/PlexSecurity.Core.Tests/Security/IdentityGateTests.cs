using System.Diagnostics;

namespace PlexSecurity.Core.Tests.Security;

/// <summary>No token is sent before the server has identified itself.</summary>
public sealed class IdentityGateTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly Operation[] WithToken = [Operation.ServerInfo, Operation.Token, Operation.Source];

    [Fact]
    public async Task The_identity_is_requested_first_and_once()
    {
        using PlexServerClient client = Connect();

        foreach (Operation operation in WithToken)
            await CallAsync(client, operation);

        Assert.Equal(
            ["/identity", "/", "/security/token", "/security/resources"], Server.Requests.Select(request => request.Path));
        Assert.Null(Server.Requests[0].Token);
        Assert.All(Server.Requests.Skip(1), request => Assert.Equal(Server.AdminToken, request.Token));
    }

    [Fact]
    public async Task Concurrent_calls_request_the_identity_once_per_connection()
    {
        int before = Server.TotalConnections;
        Server.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(50)), "/identity");
        using PlexServerClient client = Connect();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => CallAsync(client, WithToken[i % 3])));

        Assert.Equal("/identity", Server.Requests[0].Path);
        int questions = Server.Requests.Count(request => request.Path == "/identity");
        Assert.InRange(questions, 1, Server.TotalConnections - before);
        Assert.Equal(50 + questions, Server.Requests.Count);
    }

    /// <summary>A handler reads while it sends content; it must not take the identity for the response with the token.</summary>
    [Fact]
    public async Task Concurrent_token_requests_use_identified_connections()
    {
        using PlexServerClient client = Connect();
        await client.GetIdentityAsync(Ct);

        for (int round = 0; round < 5; round++)
            await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.GetTransientTokenAsync(ct: Ct)));

        Assert.Equal(200, Server.Requests.Count(request => request.Path == "/security/token"));
        Assert.All(
            Server.Requests,
            request => Assert.Equal(request.Path == "/identity" ? null : Server.AdminToken, request.Token));
    }

    [Theory]
    [InlineData(Operation.Identity)]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task An_unexpected_machine_gets_no_token(Operation operation)
    {
        List<PlexAttempt> attempts = [];
        using PlexServerClient client =
            Connect(new ClientSetup { ExpectedMachine = "expected-server", OnAttempt = attempts.Add });

        PlexException failure = await FailAsync(client, operation);

        Assert.Equal(PlexError.WrongServer, failure.Error);
        Assert.Equal((200, 1), (failure.StatusCode, failure.Attempts));
        PlexAttempt attempt = Assert.Single(attempts);
        // The request itself succeeds; the identifier is compared afterwards.
        Assert.Equal((200, null), (attempt.StatusCode, attempt.Error));
        Assert.Contains($"'{Server.MachineIdentifier}', not 'expected-server'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Server.HttpUri.AbsoluteUri, failure.Message, StringComparison.Ordinal);
        Assert.Equal(Server.HttpUri, failure.Server);
        Assert.NotEmpty(failure.RecommendedAction);
        Assert.All(Server.Requests, request => Assert.Equal(("/identity", null), (request.Path, request.Token)));
    }

    [Fact]
    public async Task The_expected_machine_is_compared_case_insensitively()
    {
        using PlexServerClient client =
            Connect(new ClientSetup { ExpectedMachine = Server.MachineIdentifier.ToUpperInvariant() });

        Assert.NotNull(await client.GetServerInfoAsync(Ct));
    }

    [Fact]
    public async Task A_changed_machine_identifier_gives_WrongServer()
    {
        using PlexServerClient client = Connect();
        await client.GetServerInfoAsync(Ct);
        Server.Faults.Add(Fault.Garbage("""{"MediaContainer":{"machineIdentifier":"another"}}"""), "/identity");

        PlexException failure = await FailAsync(client, Operation.Identity);

        Assert.Equal(PlexError.WrongServer, failure.Error);
    }

    [Theory]
    [InlineData("read-this.example")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task An_unusual_identifier_is_not_shown(string identifier)
    {
        Server.Faults.Add(Fault.Garbage($$"""{"MediaContainer":{"machineIdentifier":"{{identifier}}"} }"""), "/identity");
        using PlexServerClient client = Connect(new ClientSetup { ExpectedMachine = "expected" });

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Contains("'…', not 'expected'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unusual_second_identifier_is_not_shown()
    {
        Server.Faults.Add(Fault.Garbage("""{"MediaContainer":{"machineIdentifier":"read-this.example"}}"""), "/identity");
        using PlexServerClient client = Connect();
        await client.GetIdentityAsync(Ct);

        PlexException failure = await FailAsync(client, Operation.Identity);

        Assert.Contains($"'{Server.MachineIdentifier}', not '…'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_call_repeats_a_failed_identity_request()
    {
        Server.Faults.Add(Fault.Status(500), "/identity");
        using PlexServerClient client = Connect();

        Assert.Equal(PlexError.ServerUnavailable, (await FailAsync(client, Operation.Token)).Error);
        await CallAsync(client, Operation.Token);

        Assert.Equal(["/identity", "/identity", "/security/token"], Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task The_next_call_takes_over_a_canceled_identity_request()
    {
        Server.Faults.Add(Fault.Hang(), "/identity");
        using CancellationTokenSource stop = new();
        using PlexServerClient client = Connect();
        Task<object> first = CallAsync(client, Operation.ServerInfo, stop.Token);
        await Server.WaitForRequestAsync(request => request.Path == "/identity", TestTimeout.Limit);
        Task<object> second = CallAsync(client, Operation.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.NotNull(await second);
        Assert.DoesNotContain(Server.Requests, request => request.Path == "/");
    }

    [Fact]
    public async Task A_call_that_waits_for_the_identity_can_be_canceled()
    {
        Server.Faults.Add(Fault.Hang(), "/identity");
        using CancellationTokenSource stop = new();
        using CancellationTokenSource end = new();
        using PlexServerClient client = Connect();
        Task<object> first = CallAsync(client, Operation.ServerInfo, end.Token);
        await Server.WaitForRequestAsync(request => request.Path == "/identity", TestTimeout.Limit);
        Task<object> second = CallAsync(client, Operation.Token, stop.Token);
        Stopwatch watch = Stopwatch.StartNew();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
        Assert.False(first.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Concurrent_calls_share_a_failed_identity_request()
    {
        Server.Faults.Add(Fault.Hang(), "/identity", int.MaxValue);
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = TimeSpan.FromSeconds(30) });
        Task<PlexException>[] calls = [.. Enumerable.Range(0, 20).Select(_ => FailAsync(client, Operation.Token))];

        TimeSpan timeout = await time.NextTimerAsync(Ct);
        await Server.WaitForRequestAsync(request => request.Path == "/identity", TestTimeout.Limit);
        time.Advance(timeout);

        Assert.All(await Task.WhenAll(calls), failure => Assert.Equal(PlexError.Timeout, failure.Error));
        Assert.Single(Server.Requests);
    }
}
