namespace PlexSecurity;

/// <summary>What went wrong. With <c>Plex</c> before it, each name is the id of the error in PowerShell.</summary>
public enum PlexError
{
    /// <summary>There is no session, or the one given was disconnected.</summary>
    NotConnected,

    /// <summary>
    /// The server's address has a scheme other than http or https, or has a user name, a query or a fragment in it; or
    /// the address of the proxy cannot be used.
    /// </summary>
    InvalidUri,

    /// <summary>
    /// The token is empty, longer than <see cref="PlexToken.MaximumLength"/>, or has other than visible ASCII characters.
    /// </summary>
    InvalidToken,

    /// <summary>The source is not <c>server://…</c>, <c>provider://…</c> or a bare identifier.</summary>
    InvalidSource,

    /// <summary>
    /// The token would go in the clear to an address or a proxy that is neither loopback nor private, or a certificate is pinned
    /// and the address is plain http.
    /// </summary>
    UnencryptedConnection,

    /// <summary>The server returned 400.</summary>
    BadRequest,

    /// <summary>The server rejected the token (401), or a gateway asks for its own sign-in.</summary>
    Unauthorized,

    /// <summary>The server refused the request (403): the token is not authorized for it.</summary>
    Forbidden,

    /// <summary>The server answered 404.</summary>
    NotFound,

    /// <summary>The server is older than the endpoint that was called.</summary>
    ServerTooOld,

    /// <summary>The server returned 429, also after the retries.</summary>
    RateLimited,

    /// <summary>The server returned 5xx, also after the retries of transient failures.</summary>
    ServerUnavailable,

    /// <summary>The server returned a redirect (3xx). Redirects are not followed.</summary>
    Redirected,

    /// <summary>
    /// No connection: the name could not be resolved, or the connection was refused or closed without a response.
    /// </summary>
    ConnectionFailed,

    /// <summary>The certificate of the server was rejected, or the TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>No complete response within the time of one attempt.</summary>
    Timeout,

    /// <summary>
    /// The response is not what a Plex Media Server gives: not JSON or XML, truncated, too large, or a part is missing.
    /// </summary>
    InvalidResponse,

    /// <summary>The server is not the expected one. No token was sent to it.</summary>
    WrongServer,

    /// <summary>The thumbprint of the certificate to accept is not a SHA-256 thumbprint.</summary>
    InvalidThumbprint,

    /// <summary>The version of a server is not known or not one of four numbers.</summary>
    InvalidVersion,

    /// <summary>Nobody is signed in to plex.tv, or the account session was ended.</summary>
    NotSignedIn,

    /// <summary>The code of a sign-in expired, or the time to wait for it was over, before anybody signed in with it.</summary>
    SignInExpired,

    /// <summary>The account has no server of that name or identifier.</summary>
    UnknownServer,

    /// <summary>Several servers of the account have that name.</summary>
    AmbiguousServer,

    /// <summary>Any other failure, not caused by the server; see the inner exception.</summary>
    Unexpected,
}
