using System.Diagnostics;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>
/// A canceled call ends at once at any stage, and leaves no request in flight.
/// </summary>
public sealed class CancellationTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    public static TheoryData<Operation> All => [.. Enum.GetValues<Operation>()];

    [Theory]
    [MemberData(nameof(All))]
    public Task Cancellation_ends_a_pending_request(Operation operation) => CancelAsync(operation, Fault.Hang(), _ => true);

    [Theory]
    [MemberData(nameof(All))]
    public Task Cancellation_ends_a_slow_body(Operation operation) =>
        CancelAsync(operation, Fault.Drip(TimeSpan.FromMilliseconds(100)), request => request.StatusCode == 200);

    [Theory]
    [MemberData(nameof(All))]
    public Task Cancellation_ends_a_stalled_body(Operation operation) =>
        CancelAsync(operation, Fault.Drip(TimeSpan.FromMinutes(1)), request => request.StatusCode == 200);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Cancellation_ends_a_retry_wait(Operation operation)
    {
        ManualTime time = new();
        Server.Faults.Add(Fault.Status(503, retryAfter: "50"), operation.Endpoint(), int.MaxValue);
        using CancellationTokenSource stop = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = Timeout.InfiniteTimeSpan, Retries = 5 });
        Task<object> call = CallAsync(client, operation, stop.Token);
        Assert.Equal(TimeSpan.FromSeconds(50), await time.NextTimerAsync(Ct));

        await AssertCanceledAsync(call, stop);

        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(Server.Requests, request => request.Path == operation.Endpoint());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_canceled_call_sends_nothing(Operation operation)
    {
        using PlexServerClient client = Connect();

        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CallAsync(client, operation, new CancellationToken(canceled: true)));

        Assert.True(end.CancellationToken.IsCancellationRequested);
        Assert.Empty(Server.Requests);
    }

    private async Task CancelAsync(Operation operation, Fault fault, Func<RecordedRequest, bool> reached)
    {
        Server.Faults.Add(fault, operation.Endpoint());
        using CancellationTokenSource stop = new();
        using PlexServerClient client = Connect(new ClientSetup { Retries = 5 });
        Task<object> call = CallAsync(client, operation, stop.Token);
        await Server.WaitForRequestAsync(request => request.Path == operation.Endpoint() && reached(request), TestTimeout.Limit);

        await AssertCanceledAsync(call, stop);

        Assert.Single(Server.Requests, request => request.Path == operation.Endpoint());
        Assert.NotNull(await CallAsync(client, operation));
    }

    private async Task AssertCanceledAsync(Task call, CancellationTokenSource stop)
    {
        Assert.False(call.IsCompleted);
        Stopwatch watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
        Assert.Equal(stop.Token, end.CancellationToken);
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
    }
}
