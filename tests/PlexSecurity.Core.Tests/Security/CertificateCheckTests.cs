using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlexSecurity.Security;

namespace PlexSecurity.Core.Tests.Security;

public sealed class CertificateCheckTests
{
    private static readonly Uri Server = new("https://192.168.1.10:32400/");

    [Fact]
    public void A_valid_certificate_is_accepted()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();

        Assert.True(Check().Accept(certificate, null, SslPolicyErrors.None));
    }

    [Fact]
    public void A_missing_certificate_is_refused_even_if_the_check_is_skipped() => Assert.Contains(
        "the server sent no certificate",
        Refusal(
            null, SslPolicyErrors.RemoteCertificateNotAvailable, Check(new PlexClientOptions { SkipCertificateCheck = true })),
        StringComparison.Ordinal);

    [Fact]
    public void An_expired_certificate_is_reported_with_its_date()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned(fromDays: -30, toDays: -10);
        string day = certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Contains(
            $"expired on {day}", Refusal(certificate, SslPolicyErrors.RemoteCertificateChainErrors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_future_certificate_advises_to_check_the_clock()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned(fromDays: 10, toDays: 30);
        string day = certificate.NotBefore.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        string words = Refusal(certificate, SslPolicyErrors.RemoteCertificateChainErrors);

        Assert.Contains($"not valid before {day}", words, StringComparison.Ordinal);
        Assert.Contains("clock", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_mismatch_names_both_and_advises_plex_direct()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned("*.0a1b.plex.direct");

        string words =
            Refusal(certificate, SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors);

        Assert.Contains("'*.0a1b.plex.direct', not for '192.168.1.10'", words, StringComparison.Ordinal);
        Assert.Contains("plex.direct address", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_self_signed_certificate_advises_pinning()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();

        string words = Refusal(certificate, SslPolicyErrors.RemoteCertificateChainErrors);

        Assert.Contains("self-signed", words, StringComparison.Ordinal);
        Assert.Contains("-CertificateThumbprint", words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_authority_is_reported_with_the_chain_status()
    {
        using X509Certificate2 certificate = TestCertificate.FromUnknownAuthority();
        using X509Chain chain = new();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        Assert.False(chain.Build(certificate));

        CertificateRejectedException refusal = Assert.Throws<CertificateRejectedException>(
            () => Check().Accept(certificate, chain, SslPolicyErrors.RemoteCertificateChainErrors));

        Assert.Contains("this machine does not trust the issuer", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("PartialChain", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Skipping_the_check_accepts_every_error(bool expired)
    {
        using X509Certificate2 certificate =
            expired ? TestCertificate.SelfSigned(fromDays: -30, toDays: -10) : TestCertificate.SelfSigned();
        CertificateCheck check = Check(new PlexClientOptions { SkipCertificateCheck = true });

        Assert.True(check.Accept(
            certificate, null, SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void A_pinned_certificate_is_accepted_with_any_thumbprint_format()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        string thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        string withColons = string.Join(':', thumbprint.Chunk(2).Select(pair => new string(pair)));

        foreach (
            string written in (string[])[thumbprint, thumbprint.ToLowerInvariant(), withColons, withColons.Replace(':', ' ')])
            Assert.True(Check(Pinned(written)).Accept(certificate, null, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void A_pin_refuses_every_other_certificate()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        using X509Certificate2 other = TestCertificate.SelfSigned();
        string thumbprint = other.GetCertHashString(HashAlgorithmName.SHA256);

        Assert.Contains(
            "pinned", Refusal(certificate, SslPolicyErrors.None, Check(Pinned(thumbprint))), StringComparison.Ordinal);
        Assert.Equal(PlexError.InvalidThumbprint, Assert.Throws<PlexException>(() => Check(Pinned(string.Empty))).Error);
        Assert.Contains(
            "pinned",
            Refusal(
                certificate,
                SslPolicyErrors.None,
                Check(new PlexClientOptions { CertificateThumbprint = thumbprint, SkipCertificateCheck = true })),
            StringComparison.Ordinal);
    }

    private static PlexClientOptions Pinned(string thumbprint) => new() { CertificateThumbprint = thumbprint };

    private static CertificateCheck Check(PlexClientOptions? options = null) =>
        new(Server.IdnHost, (options ?? new PlexClientOptions()).ToTransport().Channel);

    private static string Refusal(X509Certificate2? certificate, SslPolicyErrors errors, CertificateCheck? check = null)
    {
        CertificateRejectedException refusal = Assert.Throws<CertificateRejectedException>(
            () => (check ?? Check()).Accept(certificate, null, errors));
        Assert.NotEmpty(refusal.Advice);
        return $"{refusal.Message}. {refusal.Advice}";
    }
}
