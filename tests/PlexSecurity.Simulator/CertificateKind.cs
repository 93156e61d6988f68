namespace PlexSecurity.Simulator;

/// <summary>Which certificate the stand-in server shows over HTTPS.</summary>
public enum CertificateKind
{
    /// <summary>Signed by <see cref="PlexSimulator.AuthorityCertificate"/>, in date, for localhost, 127.0.0.1 and ::1.</summary>
    Valid,

    /// <summary>For the right names and in date, signed by itself.</summary>
    SelfSigned,

    /// <summary>Signed by the authority for the right names, out of date since a month.</summary>
    Expired,

    /// <summary>Signed by the authority and in date, for a name that is not this server's.</summary>
    WrongName,
}
