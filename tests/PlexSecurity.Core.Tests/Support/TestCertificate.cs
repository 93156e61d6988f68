using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>Certificates for tests.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 SelfSigned(string name = "nas.example", int fromDays = -1, int toDays = 1)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return Request(name, key).CreateSelfSigned(now.AddDays(fromDays), now.AddDays(toDays));
    }

    /// <summary>A certificate with any common name.</summary>
    public static X509Certificate2 Named(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(name);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>A certificate from an unknown authority.</summary>
    public static X509Certificate2 FromUnknownAuthority(string name = "nas.example")
    {
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        X500DistinguishedName authority = new("CN=Somebody's authority");
        return Request(name, key).Create(
            authority, X509SignatureGenerator.CreateForECDsa(authorityKey), now.AddDays(-1), now.AddDays(1), [1]);
    }

    private static CertificateRequest Request(string name, ECDsa key)
    {
        CertificateRequest request = new("CN=subject", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
