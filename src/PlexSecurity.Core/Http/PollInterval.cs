namespace PlexSecurity.Http;

/// <summary>The interval of a poll: one second, and longer after each transient failure.</summary>
internal sealed class PollInterval
{
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Maximum = TimeSpan.FromSeconds(16);

    // Codes expire earlier, and timers are limited.
    private static readonly TimeSpan MaximumRetryAfter = TimeSpan.FromHours(1);

    private TimeSpan _current = Minimum;

    public TimeSpan AfterResponse() => _current = Minimum;

    /// <summary>The wait after a failure, at least as long as plex.tv requests; null if the failure is not transient.</summary>
    public TimeSpan? AfterFailure(PlexException failure)
    {
        if (!failure.IsTransient
            && failure.Error is not (PlexError.ConnectionFailed or PlexError.Timeout or PlexError.ServerUnavailable))
            return null;
        TimeSpan doubled = _current + _current;
        _current = doubled < Maximum ? doubled : Maximum;
        TimeSpan requested = failure.RetryAfter < MaximumRetryAfter ? failure.RetryAfter.Value : MaximumRetryAfter;
        return failure.RetryAfter > _current ? requested : _current;
    }
}
