namespace PlexSecurity.Http;

/// <summary>What an HTTP status means for a call, and what to do about it.</summary>
internal static class StatusFailure
{
    private const string Starting = ": it may be starting or migrating its database";
    private const string LaterAdvice = "Try again when the server is up; its own log tells more.";
    private const string Gatekeeper =
        "something before the server, such as a reverse proxy, asks for a sign-in of its own or lets nobody pass";

    /// <param name="call">The call.</param>
    /// <param name="server">The server that was asked.</param>
    /// <param name="status">The status.</param>
    /// <param name="target">Where a redirect points, where that is known.</param>
    public static (PlexError Error, FormattableString Reason, string Advice) Explain(
        PlexCall call,
        Uri server,
        int status,
        string? target) => status switch
    {
        >= 300 and < 400 => Redirected(call, status, target),
        400 => (PlexError.BadRequest, $"{Who(call)} answered 400 (bad request)", BadRequest(call, server)),
        401 or 403 when call.Token is null => NoTokenAsked(call, status),
        401 => (
            PlexError.Unauthorized,
            $"{Who(call)} answered 401 (unauthorized): it does not accept the token",
            Unauthorized(call)),
        403 => (
            PlexError.Forbidden,
            $"{Who(call)} answered 403 (forbidden): the token is not authorized for this",
            Forbidden(call)),
        404 => NotFound(call),
        429 => (
            PlexError.RateLimited,
            $"{Who(call)} answered 429 (too many requests)",
            "Wait a while, ask less at a time (-ThrottleLimit), or allow more and longer retries "
                + "(-MaximumRetryCount, -RetryIntervalSec of Connect-PlexServer)."),
        503 => (
            PlexError.ServerUnavailable,
            $"{Who(call)} answered 503 (unavailable){(call.Request.IsOfAccount ? "" : Starting)}",
            LaterAdvice),
        >= 500 and < 600 => (PlexError.ServerUnavailable, $"{Who(call)} answered {status}", LaterAdvice),
        _ => (
            PlexError.InvalidResponse,
            $"{Who(call)} answered {status}, which {Asked(call)} does not answer to this",
            "Check that the address is the Plex server's and not a proxy's or another program's."),
    };

    /// <summary>429 and the 5xx of a server or proxy that is busy or coming up. Others stay as they are.</summary>
    public static bool MayPass(int status) => status is 429 or 502 or 503 or 504;

    private static (PlexError, FormattableString, string) Redirected(PlexCall call, int status, string? target)
    {
        FormattableString where = target is null ? (FormattableString)$"" : $" to '{target}'";
        return (
            PlexError.Redirected,
            $"{Who(call)} answered {status}, a redirect{where}, which is never followed: it would carry the token elsewhere",
            "If you trust the new address, connect to it; otherwise check the address and any proxy between.");
    }

    /// <summary>Plex asks for a token, and answers this only to one. The others ask for a sign-in of their own.</summary>
    private static (PlexError, FormattableString, string) NoTokenAsked(PlexCall call, int status) => (
        status == 401 ? PlexError.Unauthorized : PlexError.Forbidden,
        $"{Who(call)} answered {status} to a request without a token: {Gatekeeper}",
        "Use an address that leads to the Plex server itself, or let the requests of its API pass in the reverse proxy.");

    private static string BadRequest(PlexCall call, Uri server)
    {
        if (call.Token is not null)
            return "The server does not take these values. Check the version of the server and the source.";
        return server.Scheme == Uri.UriSchemeHttp
            ? $"The port may speak https only: try https://{server.Authority}."
            : "Check that a Plex Media Server is at this address, and not a proxy or another program.";
    }

    private static string Unauthorized(PlexCall call) => call.Token?.Kind == PlexTokenKind.Transient
        ? "A transient token ends after at most 48 hours and when the server restarts: connect again with Connect-PlexServer and an account token."
        : "Check the token: it may be mistyped, revoked, or of an account that has no access to this server. Then connect again with Connect-PlexServer.";

    private static string Forbidden(PlexCall call) => call.Request.MintsToken && call.Token?.Kind == PlexTokenKind.Transient
        ? "Only an account token can ask for a transient token, not another transient token: connect with the account token."
        : "The call needs the token of the server's owner, or a transient token made from it.";

    private static (PlexError, FormattableString, string) NotFound(PlexCall call)
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
            $"{Who(call)} answered 404 (not found)",
            call.Request.RequiredVersion is null
                ? "Check that a Plex Media Server is at this address; behind a reverse proxy, give the whole URL with its path."
                : "Check the source: the server answers only for sources that it knows. Get-PlexSource lists some.");
    }

    /// <summary>What answered, behind the address of it.</summary>
    private static string Who(PlexCall call) => call.Request.IsOfAccount ? "plex.tv" : "it";

    private static string Asked(PlexCall call) => call.Request.IsOfAccount ? "plex.tv" : "a Plex server";

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
