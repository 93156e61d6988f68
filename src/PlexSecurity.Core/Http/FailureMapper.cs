using PlexSecurity.Answers;

namespace PlexSecurity.Http;

/// <summary>The one place that turns a failed attempt into a <see cref="PlexException"/>.</summary>
internal sealed class FailureMapper(Uri server, TimeSpan timeout, Clock clock)
{
    private const string NotPlexAdvice = "Check that a Plex Media Server is at this address, and not a proxy or another program.";

    public PlexException FromStatus(PlexCall call, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        (PlexError error, string reason, string advice) = StatusFailure.Explain(call, status, Target(call, response.Headers.Location));
        TimeSpan? retryAfter = StatusFailure.MayPass(status) ? RetryAfter(response) : null;
        if (retryAfter > RetryPolicy.MaximumWait)
            reason += $", and asks to wait {retryAfter.Value.TotalSeconds:0} seconds";
        return Make(call, error, reason, advice, null, status, StatusFailure.MayPass(status), retryAfter);
    }

    public PlexException FromTimeout(PlexCall call) => Make(
        call,
        PlexError.Timeout,
        FormattableString.Invariant($"no whole answer came within {timeout.TotalSeconds:0.###} seconds"),
        "Check the address and the network, or allow more time with -TimeoutSec.");

    public PlexException FromDisposal(PlexCall call) => Make(
        call,
        PlexError.NotConnected,
        "the session was disconnected",
        "Connect again with Connect-PlexServer.");

    /// <summary>A failure before the status line came, or, with <paramref name="status"/>, of the body behind it.</summary>
    public PlexException FromException(PlexCall call, Exception failure, int? status)
    {
        if (failure is AnswerException answer)
            return Make(call, PlexError.InvalidResponse, answer.Message, NotPlexAdvice, null, status);
        if (status is not null)
            return Make(call, PlexError.InvalidResponse, "the answer broke off", "Try again; if it stays so, look for a proxy between.", null, status);

        TransportFailure.Explanation explained = TransportFailure.Explain(server, failure);
        // The handler's complaints about what a server sent quote it, and a server can send back the token.
        Exception? inner = explained.Error == PlexError.InvalidResponse ? null : failure;
        return Make(call, explained.Error, explained.Reason, explained.Advice, inner, null, explained.MayPass);
    }

    private PlexException Make(
        PlexCall call,
        PlexError error,
        string reason,
        string advice,
        Exception? inner = null,
        int? status = null,
        bool mayPass = false,
        TimeSpan? retryAfter = null) =>
        new(error, $"Could not {call.Request.Phrase} '{server.AbsoluteUri}': {reason}.", advice, inner)
        {
            Server = server,
            Reason = reason,
            StatusCode = status,
            MayPass = mayPass,
            RetryAfter = retryAfter,
        };

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - clock.UtcNow);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>
    /// Where a redirect points, without user, path and query: these could hold a token. Null where even the host repeats it.
    /// </summary>
    private static string? Target(PlexCall call, Uri? location)
    {
        if (location is not { IsAbsoluteUri: true } || (location.Scheme != Uri.UriSchemeHttp && location.Scheme != Uri.UriSchemeHttps))
            return null;
        string target = location.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        bool repeatsToken = call.Token is not null
            && target.AsSpan().Contains(call.Token.Reveal().AsSpan(), StringComparison.OrdinalIgnoreCase);
        return repeatsToken ? null : target;
    }
}
