using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlexSecurity.Http;

/// <summary>Decides on a server's certificate for one session, and says why where it refuses.</summary>
internal sealed class CertificateCheck
{
    private const string PinAdvice =
        "If this is your server, give its certificate's SHA-256 thumbprint as -CertificateThumbprint; -SkipCertificateCheck would trust whoever answers.";

    private readonly string _host;
    private readonly bool _skip;
    private readonly string? _thumbprint;

    public CertificateCheck(Uri server, PlexClientOptions options)
    {
        _host = server.IdnHost;
        _skip = options.SkipCertificateCheck;
        _thumbprint = options.CertificateThumbprint is string text ? Normalize(text) : null;
    }

    /// <exception cref="CertificateRejectedException">The certificate is refused.</exception>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            throw new CertificateRejectedException("it presented no certificate", "Check that the address is the Plex server's.");

        // A pin decides alone: who pins one certificate does not mean to trust others.
        if (_thumbprint is not null)
        {
            return Thumbprint(certificate) == _thumbprint ? true : throw new CertificateRejectedException(
                "its certificate is not the one that was pinned",
                "If the server renewed its certificate, give the new SHA-256 thumbprint as -CertificateThumbprint; otherwise do not connect.");
        }

        if (_skip || errors == SslPolicyErrors.None)
            return true;

        using X509Certificate2 copy = new(certificate);
        throw Refuse(copy, chain, errors);
    }

    internal static string Normalize(string thumbprint) =>
        thumbprint.Replace(":", string.Empty).Replace(" ", string.Empty).ToUpperInvariant();

    private static string Thumbprint(X509Certificate certificate)
    {
        using SHA256 hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(certificate.GetRawCertData())).Replace("-", string.Empty);
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
                $"its certificate is for {(name is null ? "another name" : $"'{name}'")}, not for '{_host}'",
                "Use the name in the certificate: for a Plex server its plex.direct address, which Get-PlexSourceConnection lists.");
        }

        if (certificate.Subject == certificate.Issuer)
            return new("its certificate is self-signed", PinAdvice);
        string status = chain is { ChainStatus.Length: > 0 } ? $" ({chain.ChainStatus[0].Status})" : string.Empty;
        return new($"its certificate is signed by an authority that this machine does not trust{status}", PinAdvice);
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
