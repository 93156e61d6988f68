using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Http;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_permanent_failure_is_not_retried() =>
        Assert.Null(new RetryPolicy(5, Second, () => 0.5).GetDelay(Failure(isTransient: false, Second), 1));

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(3, 3, true)]
    [InlineData(3, 4, false)]
    public void Retries_end_at_the_maximum(int maximum, int attempt, bool retried) =>
        Assert.Equal(retried, new RetryPolicy(maximum, Second, () => 0.5).GetDelay(Failure(), attempt) is not null);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void The_wait_is_random_below_a_bound_that_doubles_up_to_a_minute(int attempt, double bound)
    {
        TimeSpan? Wait(double random) => new RetryPolicy(int.MaxValue, Second, () => random).GetDelay(Failure(), attempt);

        Assert.Equal(TimeSpan.Zero, Wait(0));
        Assert.Equal(TimeSpan.FromSeconds(bound / 2), Wait(0.5));
        Assert.Equal(TimeSpan.FromSeconds(bound), Wait(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(60)]
    public void Retry_After_is_waited_exactly(double seconds)
    {
        RetryPolicy policy = new(1, Second, () => throw new InvalidOperationException("No random number is expected."));

        Assert.Equal(TimeSpan.FromSeconds(seconds), policy.GetDelay(Failure(retryAfter: TimeSpan.FromSeconds(seconds)), 1));
    }

    [Theory]
    [InlineData(60.001)]
    [InlineData(86400)]
    [InlineData(int.MaxValue)]
    public void A_Retry_After_over_a_minute_is_not_waited(double seconds) =>
        Assert.Null(new RetryPolicy(1, Second, () => 0.5).GetDelay(Failure(retryAfter: TimeSpan.FromSeconds(seconds)), 1));

    [Fact]
    public void The_longest_interval_does_not_overflow() =>
        Assert.Equal(TimeSpan.FromSeconds(60), new RetryPolicy(99, TimeSpan.MaxValue, () => 1).GetDelay(Failure(), 99));

    private static PlexException Failure(bool isTransient = true, TimeSpan? retryAfter = null) =>
        new(PlexError.ServerUnavailable, "message", "advice") { IsTransient = isTransient, RetryAfter = retryAfter };
}
