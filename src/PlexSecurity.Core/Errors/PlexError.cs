namespace PlexSecurity;

/// <summary>The kind of a failure. The error id in PowerShell is the name with the prefix <c>Plex</c>.</summary>
public enum PlexError
{
    /// <summary>There is no session, or the session was disconnected.</summary>
    NotConnected,

    /// <summary>
    /// The server address has a scheme other than http or https, or it contains a user name, a query or a fragment; or the proxy
    /// address is not valid.
    /// </summary>
    InvalidUri,

    /// <summary>
    /// The token is empty, longer than <see cref="PlexToken.MaximumLength"/>, or contains characters other than visible ASCII.
    /// </summary>
    InvalidToken,

    /// <summary>The source is not <c>server://…</c>, <c>provider://…</c> or a bare identifier.</summary>
    InvalidSource,

    /// <summary>
    /// The token would be sent unencrypted to an address or a proxy that is neither loopback nor private, or a certificate is
    /// pinned and the address is plain http.
    /// </summary>
    UnencryptedConnection,

    /// <summary>The server returned 400.</summary>
    BadRequest,

    /// <summary>The server rejected the token (401), or a gateway requires its own sign-in.</summary>
    Unauthorized,

    /// <summary>
    /// The server refused the request (403): the token is not authorized for it. Or nothing was sent: plex.tv accepts no
    /// transient token, and removing this client must be forced.
    /// </summary>
    Forbidden,

    /// <summary>The server returned 404.</summary>
    NotFound,

    /// <summary>The server version does not support the endpoint.</summary>
    ServerTooOld,

    /// <summary>The server returned 429, also after the retries.</summary>
    RateLimited,

    /// <summary>The server returned 5xx, also after the retries of transient failures.</summary>
    ServerUnavailable,

    /// <summary>The server returned a redirect (3xx). Redirects are not followed.</summary>
    Redirected,

    /// <summary>
    /// The connection failed: the name could not be resolved, or the connection was refused or closed without a response.
    /// </summary>
    ConnectionFailed,

    /// <summary>The certificate of the server was rejected, or the TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>No complete response arrived within the timeout of an attempt.</summary>
    Timeout,

    /// <summary>The response is not a valid Plex response: it is not JSON or XML, truncated, too large or incomplete.</summary>
    InvalidResponse,

    /// <summary>The server is not the expected server. No token was sent to it.</summary>
    WrongServer,

    /// <summary>The certificate thumbprint is not a SHA-256 thumbprint.</summary>
    InvalidThumbprint,

    /// <summary>The server version is unknown, or is not four numbers.</summary>
    InvalidVersion,

    /// <summary>No account is signed in to plex.tv, or the account session was disconnected.</summary>
    NotSignedIn,

    /// <summary>The sign-in was not completed before the code expired or the time limit was reached.</summary>
    SignInExpired,

    /// <summary>No server of the account has this name or identifier.</summary>
    UnknownServer,

    /// <summary>Several servers of the account have this name.</summary>
    AmbiguousServer,

    /// <summary>An unexpected failure that the server did not cause. For details, see the inner exception.</summary>
    Unexpected,
}
