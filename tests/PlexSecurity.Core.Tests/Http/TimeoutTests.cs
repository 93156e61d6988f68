using System.Diagnostics;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>The time of one attempt, headers and body both.</summary>
public sealed class TimeoutTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData(Operation.Identity)]
    [InlineData(Operation.ServerInfo)]
    [InlineData(Operation.Token)]
    [InlineData(Operation.Source)]
    [InlineData(Operation.Providers)]
    public async Task A_server_that_never_answers_is_given_up(Operation operation)
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
    public async Task A_server_that_drips_its_answer_is_given_up_though_every_byte_comes_in_time(Operation operation)
    {
        Server.Faults.Add(Fault.Drip(TimeSpan.FromMilliseconds(50)), operation.Endpoint());
        using PlexServerClient client = Connect(new ClientSetup { Timeout = Short });
        Stopwatch watch = Stopwatch.StartNew();

        PlexException failure = await FailAsync(client, operation);

        // The complete response would take more than four seconds.
        Assert.InRange(watch.ElapsedMilliseconds, 250, 2500);
        Assert.Equal(PlexError.Timeout, failure.Error);
        Assert.Contains("within 0.3 seconds", failure.Message, StringComparison.Ordinal);
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
    }

    [Fact]
    public async Task Each_attempt_has_the_whole_time()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = TimeSpan.FromSeconds(10), Retries = 1 });
        Server.Faults.Add(Fault.Status(503, retryAfter: "59"), "/identity");
        Task<object> call = CallAsync(client, Operation.Identity);

        Assert.Equal(TimeSpan.FromSeconds(10), await time.NextTimerAsync(Ct));
        Assert.Equal(TimeSpan.FromSeconds(59), await time.PassNextTimerAsync(Ct));
        Assert.Equal(TimeSpan.FromSeconds(10), await time.NextTimerAsync(Ct));

        Assert.NotNull(await call);
    }

    [Fact]
    public async Task Without_a_limit_no_timer_is_set()
    {
        Server.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(50)), "/identity");
        using PlexServerClient client = Connect(new ClientSetup { Time = new NoTimers(), Timeout = Timeout.InfiniteTimeSpan });

        Assert.NotNull(await CallAsync(client, Operation.Identity));
    }

    private sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new InvalidOperationException("No timer is to be set.");
    }
}
