namespace PlexSecurity;

/// <summary>The test result of one address of a source.</summary>
public enum ConnectionStatus
{
    /// <summary>The source answered.</summary>
    Reachable,

    /// <summary>A Plex server answered, but another one.</summary>
    WrongServer,

    /// <summary>Something answered that is no Plex server.</summary>
    NotAPlexServer,

    /// <summary>The certificate was not accepted, or TLS could not be agreed.</summary>
    CertificateRejected,

    /// <summary>No response came in time.</summary>
    TimedOut,

    /// <summary>No connection could be made, or the server is not up.</summary>
    Unreachable,

    /// <summary>Not asked: it is http, and no token would be sent there.</summary>
    NotSecure,

    /// <summary>Not asked: it is link-local, and the source has other addresses.</summary>
    Skipped,
}
