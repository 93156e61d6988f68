using System.Management.Automation;
using System.Security.Cryptography;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class TlsTests
{
    [Theory]
    [InlineData(CertificateKind.SelfSigned, "the certificate is self-signed", "-CertificateThumbprint")]
    [InlineData(CertificateKind.Expired, "the certificate expired on ", "Renew")]
    [InlineData(CertificateKind.WrongName, "not for 'localhost'", "plex.direct")]
    [InlineData(
        CertificateKind.Valid, "this machine does not trust the issuer of the certificate", "-CertificateThumbprint")]
    public async Task An_untrusted_certificate_is_refused_with_the_reason(
        CertificateKind kind, string reason, string advice)
    {
        await using ModuleSession session = await StartAsync(kind);

        ErrorRecord error = session.Terminating("Connect-PlexServer $https -Token $token");

        Assert.StartsWith("PlexTlsFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Contains(reason, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(session.Server.HttpsUri.AbsoluteUri, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(session.Server.HttpsUri.AbsoluteUri, error.TargetObject);
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task SkipCertificateCheck_warns_once_and_applies_to_one_session()
    {
        await using ModuleSession session = await StartAsync(CertificateKind.SelfSigned);

        ScriptResult skipping = session.Capture("""
            Connect-PlexServer $https -Token $token -SkipCertificateCheck
            Get-PlexTransientToken
            Get-PlexSourceConnection $source
            """);
        ErrorRecord error = session.Terminating("Connect-PlexServer $https -Token $token");

        Assert.Null(skipping.Ended);
        Assert.Empty(skipping.Errors);
        Assert.Equal(2, skipping.Output.Count);
        Assert.Contains("session does not check certificates", Assert.Single(skipping.Warnings), StringComparison.Ordinal);
        Assert.All(session.Server.Requests, request => Assert.True(request.Https));
        Assert.StartsWith("PlexTlsFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CertificateKind.SelfSigned)]
    [InlineData(CertificateKind.Expired)]
    [InlineData(CertificateKind.WrongName)]
    public async Task A_pinned_certificate_is_accepted_with_any_thumbprint_format(CertificateKind kind)
    {
        await using ModuleSession session = await StartAsync(kind);
        string pin = session.Server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);
        string colons = string.Join(':', pin.Chunk(2).Select(pair => new string(pair)));
        session.Set("pins", new[] { pin, pin.ToLowerInvariant(), colons, colons.Replace(':', ' ') });

        ScriptResult result = session.Capture("""
            $pins | ForEach-Object { Connect-PlexServer $https -Token $token -CertificateThumbprint $_ }
            @(Get-PlexServerSession).Count
            """);

        Assert.Equal(["4"], result.Texts);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-SkipCertificateCheck")]
    public async Task A_pin_refuses_every_other_certificate(string more)
    {
        await using ModuleSession session = await StartAsync(CertificateKind.SelfSigned);

        ErrorRecord error = session.Terminating(
            $"Connect-PlexServer $https -Token $token -CertificateThumbprint ('0A' * 32) {more}");

        Assert.StartsWith("PlexTlsFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(
            "the certificate does not match the pinned thumbprint", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("do not connect", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task Https_to_an_http_port_gives_TlsFailed()
    {
        await using ModuleSession session = await StartAsync(CertificateKind.Valid);

        ErrorRecord error = session.Terminating(
            "Connect-PlexServer $uri.Replace('http:', 'https:') -Token $token -MaximumRetryCount 0");

        Assert.StartsWith("PlexTlsFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("accepts https", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_to_an_https_port_advises_https()
    {
        await using ModuleSession session = await StartAsync(CertificateKind.Valid);

        ErrorRecord error = session.Terminating(
            "Connect-PlexServer $https.Replace('https:', 'http:') -Token $token -MaximumRetryCount 0");

        Assert.StartsWith("PlexConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("try https", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0A1B2C3D4E5F60718293A4B5C6D7E8F901234567")]
    [InlineData("not a thumbprint")]
    public async Task An_invalid_thumbprint_is_an_error_with_advice(string pin)
    {
        await using ModuleSession session = await StartAsync(CertificateKind.SelfSigned);
        session.Set("pin", pin);

        foreach (string address in (string[])["$https", "$uri"])
        {
            ErrorRecord error = session.Terminating($"Connect-PlexServer {address} -Token $token -CertificateThumbprint $pin");

            Assert.Equal("PlexInvalidThumbprint,PlexSecurity.Commands.ConnectPlexServerCommand", error.FullyQualifiedErrorId);
            Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
            Assert.Contains("SHA-256", error.ErrorDetails.Message, StringComparison.Ordinal);
            Assert.Contains("-fingerprint -sha256", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task A_pin_requires_https()
    {
        await using ModuleSession session = await StartAsync(CertificateKind.SelfSigned);
        session.Set("pin", session.Server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256));
        session.Set("bare", $"127.0.0.1:{session.Server.HttpsUri.Port}");

        ErrorRecord error = session.Terminating(
            "Connect-PlexServer $uri -Token $token -CertificateThumbprint $pin -AllowUnencryptedAuthentication");
        Assert.StartsWith("PlexUnencryptedConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-CertificateThumbprint", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);

        session.Run("Connect-PlexServer $bare -Token $token -CertificateThumbprint $pin");
        Assert.Equal(
            $"https://127.0.0.1:{session.Server.HttpsUri.Port}/", session.Text("(Get-PlexServerSession).Uri.AbsoluteUri"));
        Assert.All(session.Server.Requests, request => Assert.True(request.Https));
    }

    private static async Task<ModuleSession> StartAsync(CertificateKind kind)
    {
        ModuleSession session = await ModuleSession.StartAsync(new SimulatorOptions { Certificate = kind }, connect: false);
        session.Set("https", session.Server.HttpsUri.AbsoluteUri);
        return session;
    }
}
