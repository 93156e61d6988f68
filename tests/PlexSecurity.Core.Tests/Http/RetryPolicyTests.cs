using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Http;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_failure_that_does_not_pass_is_not_retried() =>
        Assert.Null(new RetryPolicy(5, Second, () => 0.5).GetDelay(Failure(mayPass: false, Second), 1));

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(3, 3, true)]
    [InlineData(3, 4, false)]
    public void There_are_so_many_retries_and_no_more(int maximum, int attempt, bool retried) =>
        Assert.Equal(retried, new RetryPolicy(maximum, Second, () => 0.5).GetDelay(Failure(), attempt) is not null);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void The_wait_is_drawn_from_nothing_to_a_bound_that_doubles_up_to_a_minute(int attempt, double bound)
    {
        TimeSpan? Wait(double drawn) => new RetryPolicy(int.MaxValue, Second, () => drawn).GetDelay(Failure(), attempt);

        Assert.Equal(TimeSpan.Zero, Wait(0));
        Assert.Equal(TimeSpan.FromSeconds(bound / 2), Wait(0.5));
        Assert.Equal(TimeSpan.FromSeconds(bound), Wait(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(60)]
    public void What_the_server_asks_is_waited_without_drawing(double seconds)
    {
        RetryPolicy policy = new(1, Second, () => throw new InvalidOperationException("Nothing is to be drawn."));

        Assert.Equal(TimeSpan.FromSeconds(seconds), policy.GetDelay(Failure(retryAfter: TimeSpan.FromSeconds(seconds)), 1));
    }

    [Theory]
    [InlineData(60.001)]
    [InlineData(86400)]
    [InlineData(int.MaxValue)]
    public void More_than_a_minute_is_not_waited(double seconds) =>
        Assert.Null(new RetryPolicy(1, Second, () => 0.5).GetDelay(Failure(retryAfter: TimeSpan.FromSeconds(seconds)), 1));

    [Fact]
    public void The_longest_interval_does_not_overflow() =>
        Assert.Equal(TimeSpan.FromSeconds(60), new RetryPolicy(99, TimeSpan.MaxValue, () => 1).GetDelay(Failure(), 99));

    private static PlexException Failure(bool mayPass = true, TimeSpan? retryAfter = null) =>
        new(PlexError.ServerUnavailable, "message", "advice") { IsTransient = mayPass, RetryAfter = retryAfter };
}
