namespace PlexSecurity.Http;

/// <summary>How long a poll waits before it asks again: a second, and longer after each failure that may pass.</summary>
internal sealed class PollInterval
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(16);

    /// <summary>The longest that a Retry-After is obeyed: no code lives longer, and no timer takes months.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

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
        TimeSpan asked = failure.RetryAfter < LongestAsked ? failure.RetryAfter.Value : LongestAsked;
        return failure.RetryAfter > _current ? asked : _current;
    }
}
