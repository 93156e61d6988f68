using System.Diagnostics;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>The timeout of one attempt, for headers and body.</summary>
public sealed class TimeoutTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData(Operation.Identity)]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_silent_server_gives_Timeout(Operation operation)
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = TimeSpan.FromSeconds(30), Retries = 2 });
        await client.GetIdentityAsync(Ct);
        await time.NextTimerAsync(Ct);
        Server.Faults.Add(Fault.Hang(), operation.Endpoint());

        Task<PlexException> failing = FailAsync(client, operation);
        Assert.Equal(TimeSpan.FromSeconds(30), await time.NextTimerAsync(Ct));
        await Server.WaitForRequestAsync(request => request.Path == operation.Endpoint(), TestTimeout.Limit);
        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(failing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        PlexException failure = await failing;

        Assert.Equal((PlexError.Timeout, null, 1), (failure.Error, failure.StatusCode, failure.Attempts));
        Assert.Contains("within 30 seconds", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-TimeoutSec", failure.RecommendedAction, StringComparison.Ordinal);
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
    }

    [Theory]
    [InlineData(Operation.Identity)]
    [InlineData(Operation.Token)]
    public async Task A_slow_body_gives_Timeout(Operation operation)
    {
        Server.Faults.Add(Fault.Drip(TimeSpan.FromMilliseconds(50)), operation.Endpoint());
        using PlexServerClient client = Connect(new ClientSetup { Timeout = Short });
        Stopwatch watch = Stopwatch.StartNew();

        PlexException failure = await FailAsync(client, operation);

        // The complete response would take more than four seconds.
        Assert.InRange(watch.ElapsedMilliseconds, 250, 3900);
        Assert.Equal(PlexError.Timeout, failure.Error);
        Assert.Contains("within 0.3 seconds", failure.Message, StringComparison.Ordinal);
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
    }

    [Fact]
    public async Task Each_attempt_has_the_whole_timeout()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = TimeSpan.FromSeconds(10), Retries = 1 });
        Server.Faults.Add(Fault.Status(503, retryAfter: "59"), "/identity");
        Task<object> call = CallAsync(client, Operation.Identity);

        Assert.Equal(TimeSpan.FromSeconds(10), await time.NextTimerAsync(Ct));
        Assert.Equal(TimeSpan.FromSeconds(59), await time.AdvanceToNextTimerAsync(Ct));
        Assert.Equal(TimeSpan.FromSeconds(10), await time.NextTimerAsync(Ct));

        Assert.NotNull(await call);
    }

    [Fact]
    public async Task An_infinite_timeout_sets_no_timer()
    {
        Server.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(50)), "/identity");
        using PlexServerClient client = Connect(new ClientSetup { Time = new NoTimers(), Timeout = Timeout.InfiniteTimeSpan });

        Assert.NotNull(await CallAsync(client, Operation.Identity));
    }

    private sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new InvalidOperationException("No timer is expected.");
    }
}
