namespace PlexSecurity.Errors;

/// <summary>What an HTTP status means for a call, and what to do about it.</summary>
internal static class StatusFailure
{
    private const string Starting = ": it may be starting or migrating its database";
    private const string LaterAdvice = "Try again when the server is up; its own log tells more.";
    private const string Gatekeeper =
        "something before the server, such as a reverse proxy, asks for a sign-in of its own or lets nobody pass";

    /// <param name="request">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="target">Where a redirect points, where that is known.</param>
    public static FailureReason Explain(RequestFacts request, int status, string? target) =>
        Reason(request, status, target) with { IsTransient = status is 429 or 502 or 503 or 504 };

    private static FailureReason Reason(RequestFacts request, int status, string? target) => status switch
    {
        >= 300 and < 400 => Redirected(request, status, target),
        400 => new(PlexError.BadRequest, $"{Who(request)} answered 400 (bad request)", BadRequest(request)),
        401 or 403 when request is { IsOfAccount: true, HasToken: false } => new(
            status == 401 ? PlexError.Unauthorized : PlexError.Forbidden,
            $"plex.tv answered {status} to a request for a sign-in",
            LaterAdvice),
        422 when request is { IsOfAccount: true, HasToken: true } => new(
            PlexError.Unauthorized,
            $"plex.tv answered 422: it does not accept the token",
            Unauthorized(request)),
        401 or 403 when !request.HasToken => NoTokenSent(request, status),
        401 => new(
            PlexError.Unauthorized,
            $"{Who(request)} answered 401 (unauthorized): it does not accept the token",
            Unauthorized(request)),
        403 => new(
            PlexError.Forbidden,
            $"{Who(request)} answered 403 (forbidden): the token is not authorized for this",
            Forbidden(request)),
        404 => NotFound(request),
        429 => new(
            PlexError.RateLimited,
            $"{Who(request)} answered 429 (too many requests)",
            "Wait a while, ask less at a time (-ThrottleLimit), or allow more and longer retries "
                + "(-MaximumRetryCount, -RetryIntervalSec of Connect-PlexServer)."),
        503 => new(
            PlexError.ServerUnavailable,
            $"{Who(request)} answered 503 (unavailable){(request.IsOfAccount ? "" : Starting)}",
            LaterAdvice),
        >= 500 and < 600 => new(PlexError.ServerUnavailable, $"{Who(request)} answered {status}", LaterAdvice),
        _ => new(
            PlexError.InvalidResponse,
            $"{Who(request)} answered {status}, which {(request.IsOfAccount ? "plex.tv" : "a Plex server")} does not answer to this",
            "Check that the address is the Plex server's and not a proxy's or another program's."),
    };

    private static FailureReason Redirected(RequestFacts request, int status, string? target)
    {
        FormattableString where = target is null ? (FormattableString)$"" : $" to '{target}'";
        return new(
            PlexError.Redirected,
            $"{Who(request)} answered {status}, a redirect{where}, which is never followed: it would carry the token elsewhere",
            "If you trust the new address, connect to it; otherwise check the address and any proxy between.");
    }

    /// <summary>Plex asks for a token, and answers this only to one. The others ask for a sign-in of their own.</summary>
    private static FailureReason NoTokenSent(RequestFacts request, int status) => new(
        status == 401 ? PlexError.Unauthorized : PlexError.Forbidden,
        $"{Who(request)} answered {status} to a request without a token: {Gatekeeper}",
        "Use an address that leads to the Plex server itself, or let the requests of its API pass in the reverse proxy.");

    private static string BadRequest(RequestFacts request)
    {
        if (request.HasToken)
            return "The server does not take these values. Check the version of the server and the source.";
        return request.Server.Scheme == Uri.UriSchemeHttp
            ? $"The port may speak https only: try https://{request.Server.Authority}."
            : "Check that a Plex Media Server is at this address, and not a proxy or another program.";
    }

    private static string Unauthorized(RequestFacts request) => request.HasTransientToken
        ? "A transient token ends after at most 48 hours and when the server restarts: connect again with Connect-PlexServer and an account token."
        : "Check the token: it may be mistyped, revoked, or of an account that has no access to this server. Then connect again with Connect-PlexServer.";

    private static string Forbidden(RequestFacts request) => request.MintsToken && request.HasTransientToken
        ? "Only an account token can ask for a transient token, not another transient token: connect with the account token."
        : request.Owner is string owner
        ? $"The server is shared by '{owner}', and this needs the token of its owner: ask '{owner}'."
        : "The call needs the token of the server's owner, or a transient token made from it.";

    private static FailureReason NotFound(RequestFacts request)
    {
        if (request.RequiredVersion is Version required && ParseVersion(request.ServerVersion) is Version found && found < required)
        {
            return new(
                PlexError.ServerTooOld,
                $"it answered 404 (not found): it runs version {found}, and this needs {required} or later",
                $"Update the server to Plex Media Server {required} or later.");
        }

        return new(
            PlexError.NotFound,
            $"{Who(request)} answered 404 (not found)",
            request.RequiredVersion is null
                ? "Check that a Plex Media Server is at this address; behind a reverse proxy, give the whole URL with its path."
                : "Check the source: the server answers only for sources that it knows. Get-PlexSource lists some.");
    }

    /// <summary>What answered, behind the address of it.</summary>
    private static string Who(RequestFacts request) => request.IsOfAccount ? "plex.tv" : "it";

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
