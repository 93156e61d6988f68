using PlexSecurity.Errors;
using PlexSecurity.Networking;
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>The one place that turns a failed attempt into a <see cref="PlexException"/>.</summary>
internal sealed class FailureMapper(Uri server, TransportOptions options, IdentityGate? gate)
{
    private const string NotPlexAdvice = "Check that a Plex Media Server is at this address, and not a proxy or another program.";

    /// <summary>Found at each failure: the system's proxy may have changed.</summary>
    private ProxyAddress? Proxy => options.Channel.Proxy.For(server);

    public PlexException FromStatus(PlexCall call, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (status == 407 && Proxy is ProxyAddress proxy && IsOfProxy(status))
            return Make(call, ProxyFailure.NeedsCredentials(proxy), status: status);

        FailureReason failure = StatusFailure.Explain(Facts(call), status, RedirectTarget(call, response.Headers.Location));
        FormattableString reason = failure.Reason;
        if (status is 502 or 503 or 504 && IsOfProxy(status) && Proxy is ProxyAddress before)
            reason = $"{reason}; the proxy '{before.Name}' may have sent the response because it cannot reach the server";
        TimeSpan? retryAfter = failure.IsTransient ? RetryAfter(response) : null;
        if (retryAfter > RetryPolicy.MaximumWait)
            reason = $"{reason}, and asks to wait {retryAfter.Value.TotalSeconds:0} seconds";
        return Make(call, ForAccount(call, failure with { Reason = reason }), status: status, retryAfter: retryAfter);
    }

    public PlexException FromTimeout(PlexCall call)
    {
        FormattableString reason = $"no complete response arrived within {options.Timeout.TotalSeconds:0.###} seconds";
        if (Proxy is ProxyAddress proxy)
            reason = $"{reason} through the proxy '{proxy.Name}'";
        const string Advice = "Check the address and the network, or allow more time with -TimeoutSec.";
        return Make(call, ForAccount(call, new(PlexError.Timeout, reason, Advice)));
    }

    public PlexException FromDisposal(PlexCall call) => Make(
        call,
        call.Request.IsOfAccount
            ? new(
                PlexError.NotSignedIn,
                $"nobody is signed in, or the account session was ended",
                "Sign in with Connect-PlexAccount.")
            : new(PlexError.NotConnected, $"the session was disconnected", "Connect again with Connect-PlexServer."));

    /// <summary>A response that was read, but not as a Plex response.</summary>
    public PlexException FromResponse(PlexCall call, ResponseException fault, int status) =>
        Make(call, ForAccount(call, new(PlexError.InvalidResponse, $"{fault.Message}", NotPlexAdvice)), status: status);

    /// <summary>A failure before the status line came, or, with <paramref name="status"/>, of the body behind it.</summary>
    public PlexException FromException(PlexCall call, Exception exception, int? status)
    {
        if (status is not null && TransportFailure.IsOfConnection(exception))
        {
            const string Advice = "Try again; if the error remains, check for a proxy between this machine and the server.";
            return Make(
                call, ForAccount(call, new(PlexError.InvalidResponse, $"the response was cut off", Advice)), status: status);
        }

        ProxyAddress? proxy = Proxy;
        FailureReason failure = TransportFailure.Explain(server, proxy, exception);
        if (!failure.IsOfProxy && failure.Error != PlexError.Unexpected)
            failure = ForAccount(call, failure);
        // The handler's exceptions quote what a server sent, and a server can send back the token.
        return Make(call, failure, failure.Error == PlexError.InvalidResponse ? null : exception, status);
    }

    private PlexException Make(
        PlexCall call,
        FailureReason failure,
        Exception? inner = null,
        int? status = null,
        TimeSpan? retryAfter = null)
    {
        SecretFilter filter = new(call, Proxy);
        return new(
            failure.Error,
            filter.Write($"Could not {call.Request.Phrase} '{server.AbsoluteUri}': {failure.Reason}."),
            failure.Advice,
            inner is null || filter.IsSecretIn(inner.ToString()) ? null : inner)
        {
            Server = server,
            Reason = filter.Write(failure.Reason),
            StatusCode = status,
            IsTransient = failure.IsTransient,
            RetryAfter = retryAfter,
        };
    }

    private RequestFacts Facts(PlexCall call) => new()
    {
        Server = server,
        HasToken = call.SentToken is not null,
        HasTransientToken = call.SentToken?.Kind == PlexTokenKind.Transient,
        MintsToken = call.Request.MintsToken,
        IsOfAccount = call.Request.IsOfAccount,
        Owner = options.Owner,
        RequiredVersion = call.Request.RequiredVersion,
        ServerVersion = gate?.Known?.Version,
    };

    private static FailureReason ForAccount(PlexCall call, FailureReason failure) =>
        call.Request.IsOfAccount
            ? failure with { Advice = AccountAdvice.For(failure.Error, call.SentToken is not null) }
            : failure;

    /// <summary>Whether a status can be the proxy's own: not where the response came over the server's own TLS.</summary>
    private bool IsOfProxy(int status)
    {
#if NET
        return server.Scheme == Uri.UriSchemeHttp && status >= 400;
#else
        // .NET Framework also gives the response to CONNECT as if it were the server's.
        return status == 407 || (server.Scheme == Uri.UriSchemeHttp && status >= 400);
#endif
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - options.Clock.UtcNow);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>
    /// The target of a redirect without user, query and fragment, where a token could be; null where it is not http.
    /// </summary>
    private string? RedirectTarget(PlexCall call, Uri? location)
    {
        if (location is null || !Uri.TryCreate(new Uri(server, call.Request.RelativeUri), location, out Uri? target))
            return null;
        if (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
            return null;
        // The secret of a path comes back in the target's, whatever its length.
        UriComponents path = call.Request.Secret is null ? UriComponents.Path : 0;
        return target.GetComponents(UriComponents.SchemeAndServer | path, UriFormat.UriEscaped);
    }
}
