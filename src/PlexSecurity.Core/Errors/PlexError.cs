namespace PlexSecurity;

/// <summary>What went wrong. With <c>Plex</c> before it, each name is the id of the error in PowerShell.</summary>
public enum PlexError
{
    /// <summary>There is no session, or the one given was disconnected.</summary>
    NotConnected,

    /// <summary>
    /// The server's address is not one of http or https, or has a user name, a query or a fragment in it; or the proxy's
    /// address is not one of a proxy that can be used.
    /// </summary>
    InvalidUri,

    /// <summary>The token is empty, longer than <see cref="PlexToken.MaximumLength"/>, or has other than visible ASCII characters.</summary>
    InvalidToken,

    /// <summary>The source is not <c>server://…</c>, <c>provider://…</c> or a bare identifier.</summary>
    InvalidSource,

    /// <summary>
    /// The token would go in the clear to an address or a proxy that is neither loopback nor private, or a certificate is pinned
    /// and the address is plain http.
    /// </summary>
    UnencryptedConnection,

    /// <summary>The server answered 400.</summary>
    BadRequest,

    /// <summary>The server answered 401: no valid token; or something before the server asks for a sign-in.</summary>
    Unauthorized,

    /// <summary>The server answered 403: the token's rights do not reach this far.</summary>
    Forbidden,

    /// <summary>The server answered 404.</summary>
    NotFound,

    /// <summary>The server is older than the endpoint that was called.</summary>
    ServerTooOld,

    /// <summary>The server answered 429, also after the retries.</summary>
    RateLimited,

    /// <summary>The server answered 5xx, where that can pass also after the retries.</summary>
    ServerUnavailable,

    /// <summary>The server answered 3xx. A redirect is never followed.</summary>
    Redirected,

    /// <summary>No connection: name not found, refused, or dropped without an answer.</summary>
    ConnectionFailed,

    /// <summary>The server's certificate was not accepted, or TLS could not be agreed.</summary>
    TlsFailed,

    /// <summary>No whole answer within the time of one attempt.</summary>
    Timeout,

    /// <summary>The answer is not what a Plex Media Server gives: not JSON or XML, truncated, too large, or a part is missing.</summary>
    InvalidResponse,

    /// <summary>Another machine answered than the one that was asked for. No token was sent to it.</summary>
    WrongServer,

    /// <summary>The thumbprint of the certificate to accept is not a SHA-256 thumbprint.</summary>
    InvalidThumbprint,

    /// <summary>The version of a server is not known or not one of four numbers.</summary>
    InvalidVersion,

    /// <summary>Nobody is signed in to plex.tv, or the account session given was ended.</summary>
    NotSignedIn,

    /// <summary>The code of a sign-in expired, or the time to wait for it was over, before anybody signed in with it.</summary>
    SignInExpired,

    /// <summary>The account has no server of that name or identifier.</summary>
    UnknownServer,

    /// <summary>Several servers of the account have that name.</summary>
    AmbiguousServer,

    /// <summary>A failure that is none of these, and no fault of the server; the inner exception tells it.</summary>
    Unexpected,
}
