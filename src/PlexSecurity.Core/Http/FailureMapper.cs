using PlexSecurity.Errors;
using PlexSecurity.Networking;
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>Converts each failed attempt into a <see cref="PlexException"/>.</summary>
internal sealed class FailureMapper(Uri server, TransportOptions options, IdentityGate? gate)
{
    /// <summary>The current proxy. It is not cached because the system proxy may change.</summary>
    private ProxyAddress? Proxy => options.Channel.Proxy.For(server);

    public PlexException FromStatus(PlexCall call, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (status == 407 && Proxy is ProxyAddress proxy && CanBeProxyStatus(status))
            return CreateException(call, ProxyFailure.NeedsCredentials(proxy), status: status);

        StatusFailure meaning = new(call, server, options.Owner, gate?.Identity?.Version);
        FailureReason failure = meaning.Explain(status, RedirectTarget(call, response.Headers.Location));
        FormattableString reason = failure.Reason;
        if (status is 502 or 503 or 504 && CanBeProxyStatus(status) && Proxy is ProxyAddress before)
            reason = $"{reason}; the proxy '{before.Name}' may have sent the response because it cannot reach the server";
        TimeSpan? retryAfter = failure.IsTransient ? RetryAfter(response) : null;
        if (retryAfter > RetryPolicy.MaximumWait)
            reason = $"{reason}, and asks to wait {retryAfter.Value.TotalSeconds:0} seconds";
        return CreateException(call, failure with { Reason = reason }, status: status, retryAfter: retryAfter);
    }

    public PlexException FromTimeout(PlexCall call)
    {
        FormattableString reason = $"no complete response arrived within {options.Timeout.TotalSeconds:0.###} seconds";
        if (Proxy is ProxyAddress proxy)
            reason = $"{reason} through the proxy '{proxy.Name}'";
        const string Advice = "Check the address and the network, or allow more time with -TimeoutSec.";
        return CreateException(call, new(PlexError.Timeout, reason, Advice));
    }

    public PlexException FromDisposal(PlexCall call) => CreateException(
        call,
        call.Request.IsAccountRequest
            ? new(
                PlexError.NotSignedIn,
                $"no account is signed in, or the account session was disconnected",
                "Sign in with Connect-PlexAccount.")
            : new(PlexError.NotConnected, $"the session was disconnected", "Connect again with Connect-PlexServer."));

    /// <summary>Creates the failure of a response that is not a valid Plex response.</summary>
    public PlexException FromResponse(PlexCall call, ResponseException fault, int status) =>
        CreateException(
            call, new(PlexError.InvalidResponse, $"{fault.Message}", StatusFailure.NotPlexAdvice), status: status);

    /// <summary>
    /// Creates a failure of the connection: before the status line or, with <paramref name="status"/>, while the body was read.
    /// </summary>
    public PlexException FromException(PlexCall call, Exception exception, int? status)
    {
        if (status is not null && TransportFailure.IsConnectionFailure(exception))
        {
            const string Advice = "Try again. If the error persists, check for a proxy between this machine and the server.";
            FormattableString reason = $"the connection was closed before the response was complete";
            return CreateException(call, new(PlexError.InvalidResponse, reason, Advice), status: status);
        }

        FailureReason failure = TransportFailure.Explain(server, Proxy, exception);
        // The exceptions of the handler can quote the response, and a server can return the token.
        return CreateException(call, failure, failure.Error == PlexError.InvalidResponse ? null : exception, status);
    }

    private PlexException CreateException(
        PlexCall call,
        FailureReason failure,
        Exception? inner = null,
        int? status = null,
        TimeSpan? retryAfter = null)
    {
        SecretFilter filter = new(call, Proxy);
        // The advice for servers does not apply to plex.tv.
        bool hasAccountAdvice = call.Request.IsAccountRequest && !failure.IsProxyFailure
            && failure.Error is not (PlexError.NotSignedIn or PlexError.Unexpected);
        return new(
            failure.Error,
            filter.Format($"Could not {call.Request.Phrase} '{server.AbsoluteUri}': {failure.Reason}."),
            hasAccountAdvice ? AccountAdvice.For(failure.Error, call.SentToken is not null) : failure.Advice,
            inner is null || filter.ContainsSecret(inner.ToString()) ? null : inner)
        {
            Server = server,
            Reason = filter.Format(failure.Reason),
            StatusCode = status,
            IsTransient = failure.IsTransient,
            IsUnsent = status is int refused && RetryPolicy.IsRejection(refused),
            RetryAfter = retryAfter,
        };
    }

    /// <summary>Whether a status may come from the proxy. Over TLS with the server, it cannot.</summary>
    private bool CanBeProxyStatus(int status)
    {
#if NET
        return server.Scheme == Uri.UriSchemeHttp && status >= 400;
#else
        // .NET Framework also returns the response to CONNECT as the response of the server.
        return status == 407 || (server.Scheme == Uri.UriSchemeHttp && status >= 400);
#endif
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - options.Clock.UtcNow);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>
    /// Gets the target of a redirect without user name, query and fragment, which may contain a token; null if it is not http or
    /// https.
    /// </summary>
    private string? RedirectTarget(PlexCall call, Uri? location)
    {
        if (location is null || !Uri.TryCreate(new Uri(server, call.Request.RelativeUri), location, out Uri? target))
            return null;
        if (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
            return null;
        // The target can contain the secret of the path, so the path is omitted.
        UriComponents path = call.Request.Secret is null ? UriComponents.Path : 0;
        return target.GetComponents(UriComponents.SchemeAndServer | path, UriFormat.UriEscaped);
    }
}
