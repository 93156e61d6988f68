using PlexSecurity.Answers;

namespace PlexSecurity.Http;

/// <summary>The one place that turns a failed attempt into a <see cref="PlexException"/>.</summary>
internal sealed class FailureMapper(Uri server, PlexClientOptions options)
{
    private const string NotPlexAdvice = "Check that a Plex Media Server is at this address, and not a proxy or another program.";

    private readonly Clock _clock = options.Clock;

    /// <summary>Found at each failure: the system's proxy may be another by now.</summary>
    private ProxyAddress? Proxy => ProxyAddress.Before(server, options);

    public PlexException FromStatus(PlexCall call, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (status == 407 && Proxy is ProxyAddress proxy && IsOfProxy(status))
            return Make(call, ProxyFailure.NeedsLogin(proxy), null, status);

        bool mayPass = StatusFailure.MayPass(status);
        (PlexError error, FormattableString reason, string advice) =
            StatusFailure.Explain(call, server, status, Target(call, response.Headers.Location));
        if (status is 502 or 503 or 504 && IsOfProxy(status) && Proxy is ProxyAddress before)
            reason = $"{reason}; the answer may be that of the proxy '{before.Name}', which does not reach the server";
        TimeSpan? retryAfter = mayPass ? RetryAfter(response) : null;
        if (retryAfter > RetryPolicy.MaximumWait)
            reason = $"{reason}, and asks to wait {retryAfter.Value.TotalSeconds:0} seconds";
        return Make(call, error, reason, Advice(call, error, advice), null, status, mayPass, retryAfter);
    }

    public PlexException FromTimeout(PlexCall call)
    {
        FormattableString reason = $"no whole answer came within {options.Timeout.TotalSeconds:0.###} seconds";
        if (Proxy is ProxyAddress proxy)
            reason = $"{reason} through the proxy '{proxy.Name}'";
        string advice = "Check the address and the network, or allow more time with -TimeoutSec.";
        return Make(call, PlexError.Timeout, reason, Advice(call, PlexError.Timeout, advice));
    }

    public PlexException FromDisposal(PlexCall call) => Make(
        call,
        PlexError.NotConnected,
        $"the session was disconnected",
        "Connect again with Connect-PlexServer.");

    /// <summary>A failure before the status line came, or, with <paramref name="status"/>, of the body behind it.</summary>
    public PlexException FromException(PlexCall call, Exception failure, int? status)
    {
        string notPlex = Advice(call, PlexError.InvalidResponse, NotPlexAdvice);
        if (failure is AnswerException answer)
            return Make(call, PlexError.InvalidResponse, $"{answer.Message}", notPlex, null, status);
        if (status is not null && TransportFailure.IsOfConnection(failure))
        {
            string advice = Advice(call, PlexError.InvalidResponse, "Try again; if it stays so, look for a proxy between.");
            return Make(call, PlexError.InvalidResponse, $"the answer broke off", advice, null, status);
        }

        ProxyAddress? proxy = Proxy;
        TransportFailure.Explanation explained = TransportFailure.Explain(server, proxy, failure);
        if (proxy is null && explained.Error != PlexError.Unexpected)
            explained = explained with { Advice = Advice(call, explained.Error, explained.Advice) };
        // The handler's complaints about what a server sent quote it, and a server can send back the token.
        return Make(call, explained, explained.Error == PlexError.InvalidResponse ? null : failure, status);
    }

    private PlexException Make(PlexCall call, TransportFailure.Explanation explained, Exception? inner, int? status) =>
        Make(call, explained.Error, explained.Reason, explained.Advice, inner, status, explained.MayPass);

    private PlexException Make(
        PlexCall call,
        PlexError error,
        FormattableString reason,
        string advice,
        Exception? inner = null,
        int? status = null,
        bool mayPass = false,
        TimeSpan? retryAfter = null)
    {
        SecretFilter filter = new(call, Proxy);
        return new(
            error,
            filter.Write($"Could not {call.Request.Phrase} '{server.AbsoluteUri}': {reason}."),
            advice,
            inner is null || filter.IsSecretIn(inner.ToString()) ? null : inner)
        {
            Server = server,
            Reason = filter.Write(reason),
            StatusCode = status,
            MayPass = mayPass,
            RetryAfter = retryAfter,
        };
    }

    private static string Advice(PlexCall call, PlexError error, string ofServer) =>
        call.Request.IsOfAccount ? AccountAdvice.For(error) : ofServer;

    /// <summary>Whether a status can be a proxy's own: not where the answer came over the server's own TLS.</summary>
    private bool IsOfProxy(int status)
    {
#if NET
        return server.Scheme == Uri.UriSchemeHttp && status >= 400;
#else
        // .NET Framework gives also the answer to CONNECT as if it were the server's.
        return status == 407 || (server.Scheme == Uri.UriSchemeHttp && status >= 400);
#endif
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - _clock.UtcNow);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>
    /// Where a redirect points, without user, query and fragment, where a token could be; null where that is no URL of http.
    /// </summary>
    private string? Target(PlexCall call, Uri? location)
    {
        if (location is null || !Uri.TryCreate(new Uri(server, call.Request.RelativeUri), location, out Uri? target))
            return null;
        if (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
            return null;
        return target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
    }
}
