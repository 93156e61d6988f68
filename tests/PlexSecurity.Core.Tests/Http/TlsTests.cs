using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlexSecurity.Security;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>Accepted certificates, and the errors for the others.</summary>
public sealed class TlsTests : IAsyncDisposable
{
    private readonly List<PlexSimulator> _servers = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (PlexSimulator server in _servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task A_valid_chain_is_accepted_for_every_call()
    {
        PlexSimulator server = await StartAsync(CertificateKind.Valid);
        using PlexServerClient client = Trusting(server).Connect(server.HttpsUri, server.AdminToken);

        foreach (Operation operation in Enum.GetValues<Operation>())
            Assert.NotNull(await client.CallAsync(operation, server.Sources.DefaultServer.Source, Ct));

        Assert.All(server.Requests, request => Assert.True(request.Https));
    }

    [Theory]
    [InlineData(CertificateKind.SelfSigned, "the certificate is self-signed", "-CertificateThumbprint")]
    [InlineData(CertificateKind.Expired, "the certificate expired on ", "clock")]
    [InlineData(
        CertificateKind.WrongName,
        "the certificate is for 'another-server.example.org', not for 'localhost'",
        "plex.direct")]
    public async Task An_invalid_certificate_is_refused_with_the_reason(
        CertificateKind kind, string words, string advice)
    {
        PlexSimulator server = await StartAsync(kind);
        foreach (Operation operation in Enum.GetValues<Operation>())
        {
            using PlexServerClient client = (Trusting(server) with { Retries = 3 }).Connect(server.HttpsUri, server.AdminToken);

            PlexException failure = await FailAsync(client, operation);

            Assert.Equal((PlexError.TlsFailed, null, 1), (failure.Error, failure.StatusCode, failure.Attempts));
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
            Assert.Contains(advice, failure.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_unknown_authority_is_refused()
    {
        PlexSimulator server = await StartAsync(CertificateKind.Valid);
        using PlexServerClient client = new ClientSetup().Connect(server.HttpsUri, server.AdminToken);

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Contains("this machine does not trust the issuer", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(CertificateKind.Valid)]
    [InlineData(CertificateKind.SelfSigned)]
    [InlineData(CertificateKind.Expired)]
    [InlineData(CertificateKind.WrongName)]
    public async Task A_pinned_certificate_is_accepted_despite_errors(CertificateKind kind)
    {
        PlexSimulator server = await StartAsync(kind);
        string thumbprint = server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);
        using PlexServerClient client = new ClientSetup { Thumbprint = thumbprint }.Connect(server.HttpsUri, server.AdminToken);

        Assert.NotNull(await client.GetServerInfoAsync(Ct));
    }

    [Theory]
    [InlineData(CertificateKind.Valid)]
    [InlineData(CertificateKind.SelfSigned)]
    public async Task With_a_pin_every_other_certificate_is_refused(CertificateKind kind)
    {
        PlexSimulator server = await StartAsync(kind);
        string authority = server.AuthorityCertificate.GetCertHashString(HashAlgorithmName.SHA256);
        ClientSetup setup = Trusting(server) with { Thumbprint = authority, SkipCertificateCheck = true };
        using PlexServerClient client = setup.Connect(server.HttpsUri, server.AdminToken);

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Contains("the certificate does not match the pinned thumbprint", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(CertificateKind.SelfSigned)]
    [InlineData(CertificateKind.Expired)]
    [InlineData(CertificateKind.WrongName)]
    public async Task Skipping_the_check_applies_to_one_client(CertificateKind kind)
    {
        PlexSimulator server = await StartAsync(kind);
        using PlexServerClient skipping =
            new ClientSetup { SkipCertificateCheck = true }.Connect(server.HttpsUri, server.AdminToken);
        using PlexServerClient strict = new ClientSetup().Connect(server.HttpsUri, server.AdminToken);

        Assert.NotNull(await skipping.GetServerInfoAsync(Ct));
        Assert.Equal(PlexError.TlsFailed, (await FailAsync(strict, Operation.ServerInfo)).Error);
        Assert.NotNull(await skipping.GetServerInfoAsync(Ct));
        Assert.Equal(PlexError.TlsFailed, (await FailAsync(strict, Operation.ServerInfo)).Error);
        Assert.Equal(["/identity", "/", "/"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_plex_direct_certificate_is_refused_for_the_address()
    {
        PlexSimulator server = await PlexSimulator.StartAsync(
            new SimulatorOptions
            {
                Certificate = CertificateKind.WrongName,
                ExtraCertificateNames = ["*.0a1b2c.plex.direct"],
            },
            Ct);
        _servers.Add(server);
        using PlexServerClient client =
            Trusting(server).Connect(new UriBuilder(server.HttpsUri) { Host = "127.0.0.1" }.Uri, server.AdminToken);

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Contains("not for '127.0.0.1'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_to_an_http_port_gives_TlsFailed()
    {
        PlexSimulator server = await StartAsync(CertificateKind.Valid);
        Uri wrong = new UriBuilder(server.HttpUri) { Scheme = "https" }.Uri;
        using PlexServerClient client = Trusting(server).Connect(wrong, server.AdminToken);

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Contains("the TLS handshake failed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("accepts https", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_to_an_https_port_advises_https()
    {
        PlexSimulator server = await StartAsync(CertificateKind.Valid);
        Uri wrong = new UriBuilder(server.HttpsUri) { Scheme = "http" }.Uri;
        using PlexServerClient client = new ClientSetup().Connect(wrong, server.AdminToken);

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
        Assert.Contains("try https", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private async Task<PlexSimulator> StartAsync(CertificateKind kind)
    {
        PlexSimulator server = await PlexSimulator.StartAsync(new SimulatorOptions { Certificate = kind }, Ct);
        _servers.Add(server);
        return server;
    }

    private static ClientSetup Trusting(PlexSimulator server) =>
        new() { Authority = X509CertificateLoader.LoadCertificate(server.AuthorityCertificate.RawData) };

    private static Task<PlexException> FailAsync(PlexServerClient client, Operation operation) =>
        Assert.ThrowsAsync<PlexException>(() => client.CallAsync(operation, "server://abc", Ct).WaitAsync(TestTimeout.Limit, Ct));
}
