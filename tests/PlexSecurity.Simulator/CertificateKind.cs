namespace PlexSecurity.Simulator;

/// <summary>The kind of certificate that the stand-in server uses for HTTPS.</summary>
public enum CertificateKind
{
    /// <summary>Signed by <see cref="PlexSimulator.AuthorityCertificate"/>, current, for localhost, 127.0.0.1 and ::1.</summary>
    Valid,

    /// <summary>Self-signed and current, for the right names.</summary>
    SelfSigned,

    /// <summary>Signed by the authority for the right names, expired a month ago.</summary>
    Expired,

    /// <summary>Signed by the authority and current, for another name.</summary>
    WrongName,
}
