using PlexSecurity.Answers;

namespace PlexSecurity.Http;

/// <summary>The one place that turns a failed attempt into a <see cref="PlexException"/>.</summary>
internal sealed class FailureMapper(Uri server, TimeSpan timeout, Clock clock)
{
    private const string NotPlexAdvice = "Check that a Plex Media Server is at this address, and not a proxy or another program.";

    public PlexException FromStatus(PlexCall call, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        (PlexError error, string reason, string advice) = StatusFailure.Explain(call, status, Host(response.Headers.Location));
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
            return Make(call, PlexError.InvalidResponse, "the answer broke off", "Try again; if it stays so, look for a proxy between.", failure, status);

        TransportFailure.Explanation explained = TransportFailure.Explain(server, failure);
        return Make(call, explained.Error, explained.Reason, explained.Advice, failure, null, explained.MayPass);
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

    /// <summary>Where a redirect points, without path and query: these could hold a token.</summary>
    private static string? Host(Uri? location) =>
        location is { IsAbsoluteUri: true } ? location.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : null;
}
