using PlexSecurity.Connections;

namespace PlexSecurity.Core.Tests.Connections;

public sealed class FindBestTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Fact]
    public async Task Six_silent_better_addresses_cost_only_the_head_start()
    {
        await using PlexSimulator silent = await PlexSimulator.StartAsync(ct: Ct);
        silent.Faults.Add(Fault.Hang(), times: int.MaxValue);
        ManualTime time = new();
        PlexConnection[] dead = [.. Enumerable.Range(0, 6).Select(_ => Addresses.Of(silent.HttpUri, local: true))];
        PlexConnection good = Addresses.Of(Server.HttpUri);

        Task<PlexConnectionTest> finding = FindAsync([.. dead, good], new ClientSetup { Time = time });

        // Each address sets its own timer; the one with another due time is the head start.
        TimeSpan due;
        do
            due = await time.NextTimerAsync(Ct);
        while (due == TestTimeout.Limit);
        time.Advance(due);

        Assert.InRange(due, TimeSpan.Zero, ConnectionSelector.HeadStart);
        Assert.Equal(good, (await finding).Connection);
    }

    [Fact]
    public async Task Pending_probes_are_canceled()
    {
        await using PlexSimulator silent = await PlexSimulator.StartAsync(ct: Ct);
        silent.Faults.Add(Fault.Hang(), times: int.MaxValue);
        PlexConnection good = Addresses.Of(Server.HttpUri, local: true);

        PlexConnectionTest best = await FindAsync([Addresses.Of(silent.HttpUri, relay: true), good]);

        Assert.Equal(good, best.Connection);
        await silent.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
    }

    [Fact]
    public async Task Another_server_is_never_the_best()
    {
        await using PlexSimulator other = await PlexSimulator.StartAsync(ct: Ct);
        PlexConnection good = Addresses.Of(Server.HttpUri, relay: true);

        PlexConnectionTest best = await FindAsync([Addresses.Of(other.HttpUri, local: true), good]);

        Assert.Equal(good, best.Connection);
        Assert.All(other.Requests, request => Assert.Null(request.Token));
    }

    [Fact]
    public async Task The_error_lists_every_address_with_its_reason()
    {
        await using PlexSimulator other = await PlexSimulator.StartAsync(ct: Ct);
        Server.Faults.Add(Fault.Html(), times: int.MaxValue);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() =>
            FindAsync([Addresses.Of(other.HttpUri), Addresses.Of(Server.HttpUri)]));

        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
        Assert.Contains($"{other.HttpUri} (another Plex server has this address)", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{Server.HttpUri} (the response is an HTML page", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_common_failure_becomes_the_error()
    {
        await using PlexSimulator other = await PlexSimulator.StartAsync(ct: Ct);

        PlexException wrong = await Assert.ThrowsAsync<PlexException>(() => FindAsync([Addresses.Of(other.HttpUri)]));
        PlexException untrusted = await Assert.ThrowsAsync<PlexException>(() => FindAsync([Addresses.Of(Server.HttpsUri)]));

        Assert.Equal(PlexError.WrongServer, wrong.Error);
        Assert.Equal(PlexError.TlsFailed, untrusted.Error);
    }

    [Fact]
    public async Task A_source_without_addresses_is_an_error()
    {
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => FindAsync([]));

        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
        Assert.Contains("no address", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ends_the_search()
    {
        Server.Faults.Add(Fault.Hang(), times: int.MaxValue);
        using CancellationTokenSource stop = new();

        Task<PlexConnectionTest> finding = FindAsync([Addresses.Of(Server.HttpUri)], ct: stop.Token);
        await Server.WaitForRequestAsync(_ => true, TestTimeout.Limit);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
    }

    private Task<PlexConnectionTest> FindAsync(
        PlexConnection[] connections, ClientSetup? setup = null, CancellationToken? ct = null)
    {
        PlexConnectionTester tester = new(
            SourceConnections.Of(Server.MachineIdentifier, connections),
            (setup ?? new ClientSetup()).ToOptions());
        return tester.FindBestAsync(ct ?? Ct).WaitAsync(TestTimeout.Limit, Ct);
    }
}
