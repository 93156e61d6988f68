using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlexSecurity.Simulator;

/// <summary>The certificates of this process. Each is created once, in memory, because that takes longer than a test.</summary>
internal static class Certificates
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly Lazy<X509Certificate2> LazyAuthority = new(CreateAuthority);
    private static readonly ConcurrentDictionary<string, Lazy<X509Certificate2>> ServerCertificates = new();

    public static X509Certificate2 Authority => LazyAuthority.Value;

    public static X509Certificate2 ForServer(CertificateKind kind, IReadOnlyList<string> extraNames) =>
        ServerCertificates.GetOrAdd($"{kind} {string.Join(' ', extraNames)}", _ => new(() => Create(kind, extraNames))).Value;

    private static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=PlexSecurity stand-in authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddYears(-2), now.AddYears(1));
    }

    private static X509Certificate2 Create(CertificateKind kind, IReadOnlyList<string> extraNames)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=PlexSecurity stand-in server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        request.CertificateExtensions.Add(Names(kind, extraNames));

        DateTimeOffset now = DateTimeOffset.UtcNow;
        (DateTimeOffset from, DateTimeOffset to) = kind == CertificateKind.Expired
            ? (now.AddMonths(-3), now.AddMonths(-1))
            : (now.AddDays(-1), now.AddMonths(6));
        using X509Certificate2 certificate = kind == CertificateKind.SelfSigned
            ? request.CreateSelfSigned(from, to)
            : Sign(request, from, to, key);

        // TLS on Windows cannot use an ephemeral key; loading it from PKCS #12 avoids that.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset to, ECDsa key)
    {
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                Authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using X509Certificate2 signed = request.Create(Authority, from, to, RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }

    private static X509Extension Names(CertificateKind kind, IReadOnlyList<string> extraNames)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (kind == CertificateKind.WrongName)
        {
            names.AddDnsName("another-server.example.org");
        }
        else
        {
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        foreach (string name in extraNames) names.AddDnsName(name);
        return names.Build();
    }
}
