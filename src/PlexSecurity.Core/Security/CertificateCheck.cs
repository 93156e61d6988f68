using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PlexSecurity.Models;

namespace PlexSecurity.Security;

/// <summary>Validates the certificate of a server for one session, and explains a rejection.</summary>
internal sealed class CertificateCheck(string host, ChannelPolicy policy)
{
    private const string PinAdvice =
        "If this is your server, specify the SHA-256 thumbprint of its certificate with -CertificateThumbprint; "
            + "-SkipCertificateCheck would trust any server.";

    private string? _firstSeen;

    /// <summary>
    /// The thumbprint of the only accepted certificate; null if the system validates certificates, or before the first one.
    /// </summary>
    public string? Thumbprint => policy.Thumbprint ?? Volatile.Read(ref _firstSeen);

    /// <exception cref="CertificateRejectedException">The certificate is rejected.</exception>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            throw new CertificateRejectedException(
                "the server sent no certificate", "Check that this is the address of the Plex server.");

        // A pin replaces all other checks: other certificates are not trusted.
        if (policy.Thumbprint is not null)
        {
            return CertificateThumbprint.Of(certificate) == policy.Thumbprint ? true : throw new CertificateRejectedException(
                "the certificate does not match the pinned thumbprint",
                "If the server renewed its certificate, specify the new SHA-256 thumbprint with -CertificateThumbprint; "
                    + "otherwise do not connect.");
        }

        if (policy.SkipCertificateCheck)
            return AcceptFirst(certificate);
        if (errors == SslPolicyErrors.None)
            return true;

        using X509Certificate2 copy = new(certificate);
        throw Refuse(copy, chain, errors);
    }

    /// <summary>With a skipped check, the first certificate is accepted, and after that only the same certificate.</summary>
    private bool AcceptFirst(X509Certificate certificate)
    {
        string seen = CertificateThumbprint.Of(certificate);
        string first = Interlocked.CompareExchange(ref _firstSeen, seen, null) ?? seen;
        return seen == first ? true : throw new CertificateRejectedException(
            "the certificate changed during the session",
            "If the server renewed its certificate, connect again; otherwise do not. "
            + "-CertificateThumbprint pins one certificate.");
    }

    private CertificateRejectedException Refuse(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        DateTime now = DateTime.Now;
        if (now > certificate.NotAfter)
            return new(
                $"the certificate expired on {Day(certificate.NotAfter)}",
                "Renew the server's certificate, and check the clock of this machine.");
        if (now < certificate.NotBefore)
            return new(
                $"the certificate is not valid before {Day(certificate.NotBefore)}",
                "Check the clock of this machine and of the server.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            // The server chooses this name, so it is validated before display.
            string? name = DisplayText.HostName(certificate.GetNameInfo(X509NameType.DnsName, false));
            return new(
                $"the certificate is for {(name is null ? "another name" : $"'{name}'")}, not for '{host}'",
                "Use the name in the certificate. For a Plex server this is its plex.direct address: see "
                    + "Get-PlexSourceConnection.");
        }

        if (certificate.Subject == certificate.Issuer)
            return new("the certificate is self-signed", PinAdvice);
        string status = chain is { ChainStatus.Length: > 0 } ? $" ({chain.ChainStatus[0].Status})" : string.Empty;
        return new($"this machine does not trust the issuer of the certificate{status}", PinAdvice);
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
