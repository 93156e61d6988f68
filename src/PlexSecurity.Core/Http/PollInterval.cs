namespace PlexSecurity.Http;

/// <summary>The interval of a poll: one second, and longer after each transient failure.</summary>
internal sealed class PollInterval
{
    public static readonly TimeSpan Minimum = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Maximum = TimeSpan.FromSeconds(16);

    /// <summary>The maximum Retry-After: codes expire earlier, and timers are limited.</summary>
    public static readonly TimeSpan MaximumRetryAfter = TimeSpan.FromHours(1);

    private TimeSpan _current = Minimum;

    public TimeSpan AfterResponse() => _current = Minimum;

    /// <summary>The wait after a failure, at least as long as plex.tv requests; null if the failure is not transient.</summary>
    public TimeSpan? AfterFailure(PlexException failure)
    {
        bool isTransient = failure.IsTransient
            || failure.Error is PlexError.ConnectionFailed or PlexError.Timeout or PlexError.ServerUnavailable;
        if (!isTransient)
            return null;
        TimeSpan doubled = _current + _current;
        _current = doubled < Maximum ? doubled : Maximum;
        TimeSpan requested = failure.RetryAfter < MaximumRetryAfter ? failure.RetryAfter.Value : MaximumRetryAfter;
        return failure.RetryAfter > _current ? requested : _current;
    }
}
