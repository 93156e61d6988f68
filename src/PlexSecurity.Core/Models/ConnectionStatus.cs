namespace PlexSecurity;

/// <summary>The result of testing an address of a source.</summary>
public enum ConnectionStatus
{
    /// <summary>The source responded.</summary>
    Reachable,

    /// <summary>Another Plex server responded.</summary>
    WrongServer,

    /// <summary>The response is not from a Plex server.</summary>
    NotAPlexServer,

    /// <summary>The certificate was rejected, or the TLS handshake failed.</summary>
    CertificateRejected,

    /// <summary>No response was received within the timeout.</summary>
    TimedOut,

    /// <summary>The connection failed, or the server is unavailable.</summary>
    Unreachable,

    /// <summary>Nothing was sent: the address is http, and no token would be sent to it.</summary>
    NotSecure,

    /// <summary>Not tested: the address is link-local, and the source has other addresses.</summary>
    Skipped,
}
