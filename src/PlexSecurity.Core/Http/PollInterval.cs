namespace PlexSecurity.Http;

/// <summary>How long a poll waits before it asks again: a second, and longer after each failure that may pass.</summary>
internal sealed class PollInterval
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(16);

    private TimeSpan _current = Shortest;

    public TimeSpan AfterAnswer() => _current = Shortest;

    /// <summary>The wait after a failure, at least as long as plex.tv asks for; null where the failure stays.</summary>
    public TimeSpan? AfterFailure(PlexException failure)
    {
        bool passes = failure.IsTransient
            || failure.Error is PlexError.ConnectionFailed or PlexError.Timeout or PlexError.ServerUnavailable;
        if (!passes)
            return null;
        TimeSpan doubled = _current + _current;
        _current = doubled < Longest ? doubled : Longest;
        return failure.RetryAfter > _current ? failure.RetryAfter : _current;
    }
}
