using System.Net;

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
    /// <param name="failure">The failure of the attempt.</param>
    /// <param name="attempt">Which it was, from 1.</param>
    /// <param name="actsOnce">Whether only what the server cannot have acted on is sent again.</param>
    public TimeSpan? WaitAfter(PlexException failure, int attempt, bool actsOnce = false)
    {
        if (!failure.IsTransient || attempt > maximumRetryCount || (actsOnce && !failure.IsUnsent))
            return null;
        if (failure.RetryAfter is TimeSpan asked)
            return asked <= MaximumWait ? asked : null;

        // Full jitter: many clients that failed together do not come back together.
        double seconds = interval.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 16));
        return TimeSpan.FromSeconds(Math.Min(seconds, MaximumWait.TotalSeconds) * random());
    }

    /// <summary>
    /// Whether a status says that the request was turned away. A 502 or 504 comes from a proxy, which may have passed it on.
    /// </summary>
    public static bool IsTurnedAway(int status) => status is 429 or 503;

    /// <summary>Whether a failure came before anything was sent: no name, no connection, no TLS. In doubt it did not.</summary>
    public static bool IsBeforeSending(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
#if NET
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
                }:
#else
                case WebException
                {
                    Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure
                        or WebExceptionStatus.ConnectFailure or WebExceptionStatus.TrustFailure
                }:
#endif
                case UnverifiedConnectionException:
                    return true;
            }
        }

        return false;
    }
}
