using PlexSecurity.Errors;

namespace PlexSecurity.Http;

/// <summary>The meaning of an HTTP status for a call, and the recommended action.</summary>
/// <param name="call">The call.</param>
/// <param name="server">The server.</param>
/// <param name="owner">The sanitized name of the owner of the server, or null if the user owns it.</param>
/// <param name="serverVersion">The server version, as reported by the server.</param>
internal sealed class StatusFailure(PlexCall call, Uri server, string? owner, string? serverVersion)
{
    public const string NotPlexAdvice = "Check that a Plex Media Server is at this address, and not a proxy or another program.";

    private const string StartingReason = ": it may be starting or migrating its database";
    private const string LaterAdvice = "Try again later, and check the server log.";
    private const string GatewayReason =
        "a reverse proxy or another gateway requires its own sign-in or blocks the request";

    private bool IsAccountRequest => call.Request.IsAccountRequest;

    private bool HasToken => call.SentToken is not null;

    private bool HasTransientToken => call.SentToken?.Kind == PlexTokenKind.Transient;

    /// <summary>The sender of the response, for the message.</summary>
    private string Sender => IsAccountRequest ? "plex.tv" : "the server";

    /// <summary>Explains a status. The target of a redirect is null if it is unknown.</summary>
    public FailureReason Explain(int status, string? target) =>
        Reason(status, target) with { IsTransient = status is 429 or 502 or 503 or 504 };

    private FailureReason Reason(int status, string? target) => status switch
    {
        >= 300 and < 400 => Redirected(status, target),
        400 => new(PlexError.BadRequest, $"{Sender} returned 400 (bad request)", BadRequest()),
        401 or 403 when IsAccountRequest && !HasToken => new(
            status == 401 ? PlexError.Unauthorized : PlexError.Forbidden,
            $"plex.tv rejected the sign-in request ({status})",
            AccountAdvice.For(PlexError.Unauthorized, hasToken: false)),
        422 when IsAccountRequest && HasToken => new(
            PlexError.Unauthorized,
            $"plex.tv rejected the token (422)",
            AccountAdvice.For(PlexError.Unauthorized, hasToken: true)),
        401 or 403 when !HasToken => NoTokenSent(status),
        401 => new(PlexError.Unauthorized, $"{Sender} rejected the token (401)", Unauthorized()),
        403 => new(PlexError.Forbidden, $"{Sender} refused the request (403): the token is not authorized for it", Forbidden()),
        404 => NotFound(),
        429 => new(
            PlexError.RateLimited,
            $"{Sender} returned 429 (too many requests)",
            "Wait, send fewer requests at a time (-ThrottleLimit), or increase -MaximumRetryCount and -RetryIntervalSec of "
                + "Connect-PlexServer."),
        503 => new(
            PlexError.ServerUnavailable,
            $"{Sender} returned 503 (unavailable){(IsAccountRequest ? "" : StartingReason)}",
            LaterAdvice),
        >= 500 and < 600 => new(PlexError.ServerUnavailable, $"{Sender} returned {status}", LaterAdvice),
        _ => new(
            PlexError.InvalidResponse,
            $"{Sender} returned an unexpected status ({status})",
            "Check that this is the address of the Plex server, not of a proxy or another program."),
    };

    private FailureReason Redirected(int status, string? target)
    {
        FormattableString where = target is null ? (FormattableString)$"" : $" to '{target}'";
        return new(
            PlexError.Redirected,
            $"{Sender} returned a redirect ({status}){where}; redirects are not followed, to protect the token",
            "If you trust the new address, connect to it; otherwise check the address and any reverse proxy.");
    }

    /// <summary>Plex never rejects a request that needs no token, so the response is from a gateway.</summary>
    private FailureReason NoTokenSent(int status) => new(
        status == 401 ? PlexError.Unauthorized : PlexError.Forbidden,
        $"{Sender} rejected the request without a token ({status}): {GatewayReason}",
        "Use the address of the Plex server itself, or allow API requests in the reverse proxy.");

    private string BadRequest() => HasToken
        ? "The server did not accept the values of the request. Check the source and the version of the server."
        : server.Scheme == Uri.UriSchemeHttp
        ? $"The port may accept https only: try https://{server.Authority}."
        : NotPlexAdvice;

    private string Unauthorized() => HasTransientToken
        ? "A transient token expires after at most 48 hours or when the server restarts: connect again with Connect-PlexServer "
            + "and an account token."
        : "Check the token: it may be mistyped or revoked, or it may have no access to this server. Then connect "
            + "again with Connect-PlexServer.";

    private string Forbidden() => call.Request.CreatesToken && HasTransientToken
        ? "A transient token cannot create another one: connect with the account token."
        : owner is not null
        ? $"'{owner}' shares this server, and the request requires the owner's token. Ask '{owner}'."
        : "The request requires the token of the server's owner, or a transient token created with it.";

    private FailureReason NotFound()
    {
        if (call.Request.RequiredVersion is Version required
            && ParseVersion(serverVersion) is Version found
            && found < required)
        {
            return new(
                PlexError.ServerTooOld,
                $"the server returned 404 (not found): it runs version {found}, and this request needs {required} or later",
                $"Update the server to Plex Media Server {required} or later.");
        }

        return new(
            PlexError.NotFound,
            $"{Sender} returned 404 (not found)",
            call.Request.RequiredVersion is null
                ? "Check that a Plex Media Server is at this address; behind a reverse proxy, specify the full URL with its path."
                : "Check the source: the server may not know it. Get-PlexSource lists known sources; for a server of the "
                    + "account, add -Account.");
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
