using System.Security.Authentication;

namespace PlexSecurity.Security;

/// <summary>A certificate that was not accepted, with the reason in words and what to do about it.</summary>
internal sealed class CertificateRejectedException(string reason, string advice) : AuthenticationException(reason)
{
    public string Advice { get; } = advice;

    /// <summary>Whether the proxy showed the certificate.</summary>
    public bool IsOfProxy { get; init; }
}
