using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PlexSecurity.Models;

namespace PlexSecurity.Security;

/// <summary>Decides on a server's certificate for one session, and says why where it refuses.</summary>
internal sealed class CertificateCheck(string host, ChannelPolicy policy)
{
    private const string PinAdvice =
        "If this is your server, give its certificate's SHA-256 thumbprint as -CertificateThumbprint; -SkipCertificateCheck would trust whoever answers.";

    private string? _firstSeen;

    /// <summary>The thumbprint of the one certificate that is accepted; null where the system decides, or before the first.</summary>
    public string? Thumbprint => policy.Thumbprint ?? Volatile.Read(ref _firstSeen);

    /// <exception cref="CertificateRejectedException">The certificate is refused.</exception>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            throw new CertificateRejectedException("it presented no certificate", "Check that the address is the Plex server's.");

        // A pin decides alone: who pins one certificate does not mean to trust others.
        if (policy.Thumbprint is not null)
        {
            return CertificateThumbprint.Of(certificate) == policy.Thumbprint ? true : throw new CertificateRejectedException(
                "its certificate is not the one that was pinned",
                "If the server renewed its certificate, give the new SHA-256 thumbprint as -CertificateThumbprint; otherwise do not connect.");
        }

        if (policy.SkipCertificateCheck)
            return AcceptFirst(certificate);
        if (errors == SslPolicyErrors.None)
            return true;

        using X509Certificate2 copy = new(certificate);
        throw Refuse(copy, chain, errors);
    }

    /// <summary>
    /// A check that is skipped trusts whoever answers first. Whoever comes later with another certificate is another machine.
    /// </summary>
    private bool AcceptFirst(X509Certificate certificate)
    {
        string seen = CertificateThumbprint.Of(certificate);
        string first = Interlocked.CompareExchange(ref _firstSeen, seen, null) ?? seen;
        return seen == first ? true : throw new CertificateRejectedException(
            "its certificate is not the one it first showed in this session, the only one that -SkipCertificateCheck accepts",
            "If the server renewed its certificate, connect again; otherwise do not. "
            + "-CertificateThumbprint trusts one certificate for good.");
    }

    private CertificateRejectedException Refuse(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        DateTime now = DateTime.Now;
        if (now > certificate.NotAfter)
            return new($"its certificate expired on {Day(certificate.NotAfter)}", "Renew the server's certificate, and check the clock of this machine.");
        if (now < certificate.NotBefore)
            return new($"its certificate is not valid before {Day(certificate.NotBefore)}", "Check the clock of this machine and of the server.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            // The name is the stranger's own choice of words.
            string? name = DisplayText.HostName(certificate.GetNameInfo(X509NameType.DnsName, false));
            return new(
                $"its certificate is for {(name is null ? "another name" : $"'{name}'")}, not for '{host}'",
                "Use the name in the certificate: for a Plex server its plex.direct address, which Get-PlexSourceConnection lists.");
        }

        if (certificate.Subject == certificate.Issuer)
            return new("its certificate is self-signed", PinAdvice);
        string status = chain is { ChainStatus.Length: > 0 } ? $" ({chain.ChainStatus[0].Status})" : string.Empty;
        return new($"its certificate is signed by an authority that this machine does not trust{status}", PinAdvice);
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
