using System.Diagnostics;

namespace PlexSecurity.Core.Tests.Client;

/// <summary>Disposing of a client ends its calls at any stage with NotConnected.</summary>
public sealed class DisposeTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    public static TheoryData<Operation> All => [.. Enum.GetValues<Operation>()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Disposing_before_a_call_gives_NotConnected(Operation operation)
    {
        PlexServerClient fresh = Connect();
        PlexServerClient used = Connect();
        await CallAsync(used, Operation.ServerInfo);
        Server.ClearRequests();

        foreach (PlexServerClient client in (PlexServerClient[])[fresh, used])
        {
            client.Dispose();
            client.Dispose();
            PlexException failure = await FailAsync(client, operation);

            Assert.Equal(PlexError.NotConnected, failure.Error);
            Assert.Contains("disconnected", failure.Message, StringComparison.Ordinal);
            Assert.Contains("Connect-PlexServer", failure.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(Server.Requests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public Task Disposing_ends_a_pending_request(Operation operation) => DisposeAsync(operation, Fault.Hang(), _ => true);

    [Theory]
    [MemberData(nameof(All))]
    public Task Disposing_ends_a_slow_body(Operation operation) =>
        DisposeAsync(operation, Fault.Drip(TimeSpan.FromSeconds(30)), request => request.StatusCode == 200);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Disposing_ends_a_retry_wait(Operation operation)
    {
        ManualTime time = new();
        Server.Faults.Add(Fault.Status(503, retryAfter: "50"), operation.Endpoint(), int.MaxValue);
        PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = Timeout.InfiniteTimeSpan, Retries = 5 });
        Task<PlexException> failing = FailAsync(client, operation);
        await time.NextTimerAsync(Ct);

        await AssertEndsAsync(client, failing);
    }

    private async Task DisposeAsync(Operation operation, Fault fault, Func<RecordedRequest, bool> reached)
    {
        Server.Faults.Add(fault, operation.Endpoint());
        PlexServerClient client = Connect(new ClientSetup { Retries = 5 });
        Task<PlexException> failing = FailAsync(client, operation);
        await Server.WaitForRequestAsync(request => request.Path == operation.Endpoint() && reached(request), TestTimeout.Limit);

        await AssertEndsAsync(client, failing);
    }

    private async Task AssertEndsAsync(PlexServerClient client, Task<PlexException> failing)
    {
        Assert.False(failing.IsCompleted);
        Stopwatch watch = Stopwatch.StartNew();
        client.Dispose();
        PlexException failure = await failing;
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
        Assert.Equal(PlexError.NotConnected, failure.Error);
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
    }
}
