using System.Net;
using PlexSecurity.Errors;

namespace PlexSecurity.Http;

/// <summary>Determines whether and when a failed call is retried.</summary>
internal sealed class RetryPolicy(int maximumRetryCount, TimeSpan interval, Func<double> random)
{
    /// <summary>The maximum wait, for Retry-After and for the intervals of the policy.</summary>
    public static readonly TimeSpan MaximumWait = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Gets the wait before the next attempt, or null if there is no retry: the failure is not transient, the maximum number of
    /// retries is reached, or the server requests a wait longer than <see cref="MaximumWait"/>. A request with side effects is
    /// retried only if the server cannot have processed it.
    /// </summary>
    public TimeSpan? GetDelay(PlexException failure, int attempt, bool hasSideEffects = false)
    {
        if (!failure.IsTransient || attempt > maximumRetryCount || (hasSideEffects && !failure.IsUnsent))
            return null;
        if (failure.RetryAfter is TimeSpan requested)
            return requested <= MaximumWait ? requested : null;

        // Full jitter, so that many clients that failed at the same time do not retry at the same time.
        double seconds = interval.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 16));
        return TimeSpan.FromSeconds(Math.Min(seconds, MaximumWait.TotalSeconds) * random());
    }

    /// <summary>
    /// Whether a status means that the server did not process the request. 502 and 504 come from a proxy that may have forwarded
    /// it.
    /// </summary>
    public static bool IsRejection(int status) => status is 429 or 503;

    /// <summary>
    /// Whether a failure occurred before the request was sent: name resolution, connection or TLS. If in doubt, the result is
    /// false.
    /// </summary>
    public static bool IsBeforeSending(Exception failure) =>
        ExceptionChain.Of(failure).Any(static e => e is UnverifiedConnectionException || IsConnectFailure(e));

#if NET
    private static bool IsConnectFailure(Exception e) => e is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
    };
#else
    private static bool IsConnectFailure(Exception e) => e is WebException
    {
        Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure
            or WebExceptionStatus.ConnectFailure or WebExceptionStatus.TrustFailure
    };
#endif
}
