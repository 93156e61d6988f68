using System.Security.Authentication;

namespace PlexSecurity.Security;

/// <summary>A rejected certificate, with the reason and the recommended action.</summary>
internal sealed class CertificateRejectedException(string reason, string advice) : AuthenticationException(reason)
{
    public string Advice { get; } = advice;

    /// <summary>Whether the certificate belongs to the proxy.</summary>
    public bool IsProxyCertificate { get; init; }
}
