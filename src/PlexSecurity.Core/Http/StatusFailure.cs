using System.Globalization;

namespace PlexSecurity.Http;

/// <summary>What an HTTP status means for a call, and what to do about it.</summary>
internal static class StatusFailure
{
    public static (PlexError Error, string Reason, string Advice) Explain(PlexCall call, int status, string? redirectTarget) => status switch
    {
        >= 300 and < 400 => (
            PlexError.Redirected,
            $"it answered {status}, a redirect{(redirectTarget is null ? string.Empty : $" to '{redirectTarget}'")}, which is never followed: it would carry the token to another address",
            "If you trust the new address, connect to it; otherwise check the address and any proxy between."),
        400 => (
            PlexError.BadRequest,
            "it answered 400 (bad request)",
            "The server does not take these values. Check the version of the server and the source."),
        401 => (PlexError.Unauthorized, "it answered 401 (unauthorized): it does not accept the token", Unauthorized(call)),
        403 => (PlexError.Forbidden, "it answered 403 (forbidden): the token is not authorised for this", Forbidden(call)),
        404 => NotFound(call),
        429 => (
            PlexError.RateLimited,
            "it answered 429 (too many requests)",
            "Wait a while, ask less at a time (-ThrottleLimit), or allow more and longer retries (-MaximumRetryCount, -RetryIntervalSec of Connect-PlexServer)."),
        >= 500 and < 600 => (
            PlexError.ServerUnavailable,
            string.Format(CultureInfo.InvariantCulture, "it answered {0}{1}", status, status == 503 ? " (unavailable): it may be starting or migrating its database" : string.Empty),
            "Try again when the server is up; its own log tells more."),
        _ => (
            PlexError.InvalidResponse,
            $"it answered {status}, which a Plex server does not answer to this",
            "Check that the address is the Plex server's and not a proxy's or another program's."),
    };

    /// <summary>429 and the 5xx of a server or proxy that is busy or coming up. Others stay as they are.</summary>
    public static bool MayPass(int status) => status is 429 or 502 or 503 or 504;

    private static string Unauthorized(PlexCall call) => call.Token?.Kind == PlexTokenKind.Transient
        ? "A transient token ends after at most 48 hours and when the server restarts: connect again with Connect-PlexServer and an account token."
        : "Check the token: it may be mistyped, revoked, or of an account that has no access to this server. Then connect again with Connect-PlexServer.";

    private static string Forbidden(PlexCall call) => call.Request.MintsToken && call.Token?.Kind == PlexTokenKind.Transient
        ? "Only an account token can ask for a transient token, not another transient token: connect with the account token."
        : "The call needs the token of the server's owner, or a transient token made from it.";

    private static (PlexError, string, string) NotFound(PlexCall call)
    {
        if (call.Request.RequiredVersion is Version required && ParseVersion(call.Server?.Version) is Version found && found < required)
        {
            return (
                PlexError.ServerTooOld,
                $"it answered 404 (not found): it runs version {found}, and this needs {required} or later",
                $"Update the server to Plex Media Server {required} or later.");
        }

        return (
            PlexError.NotFound,
            "it answered 404 (not found)",
            call.Request.RequiredVersion is null
                ? "Check that a Plex Media Server is at this address; behind a reverse proxy, give the whole URL with its path."
                : "Check the source: the server answers only for sources that it knows. Get-PlexSource lists some.");
    }

    /// <summary>The number at the start of a version such as <c>1.43.4.10903-abcdef</c>.</summary>
    internal static Version? ParseVersion(string? text)
    {
        if (text is null)
            return null;
        int end = 0;
        while (end < text.Length && text[end] is (>= '0' and <= '9') or '.')
            end++;
        return Version.TryParse(text.Substring(0, end), out Version? version) ? version : null;
    }
}
