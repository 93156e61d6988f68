namespace PlexSecurity.Http;

/// <summary>Whether and after how long a failed call is tried again.</summary>
internal sealed class RetryPolicy(int maximumRetryCount, TimeSpan interval, Func<double> random)
{
    /// <summary>The longest that a server's Retry-After is obeyed, and the longest wait of our own.</summary>
    public static readonly TimeSpan MaximumWait = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The wait before the next attempt, or null where there is none: the failure does not pass by itself, the retries are used
    /// up, or the server asks for a longer wait than <see cref="MaximumWait"/>.
    /// </summary>
    public TimeSpan? WaitAfter(PlexException failure, int attempt)
    {
        if (!failure.MayPass || attempt > maximumRetryCount)
            return null;
        if (failure.RetryAfter is TimeSpan asked)
            return asked <= MaximumWait ? asked : null;

        // Full jitter: many clients that failed together do not come back together.
        double seconds = interval.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 16));
        return TimeSpan.FromSeconds(Math.Min(seconds, MaximumWait.TotalSeconds) * random());
    }
}
