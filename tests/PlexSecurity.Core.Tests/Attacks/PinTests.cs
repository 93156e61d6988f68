using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlexSecurity.Http;
using PlexSecurity.Security;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A pin requires https and exactly one certificate, given as a SHA-256 thumbprint.</summary>
public sealed class PinTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private const string Pin = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pin_refuses_plain_http_even_to_loopback_and_even_if_allowed(bool allowed)
    {
        ClientSetup setup = new() { Thumbprint = Pin, AllowUnencrypted = allowed };

        PlexException refusal = Assert.Throws<PlexException>(() => setup.Connect(Server.HttpUri, Server.AdminToken));

        Assert.Equal(PlexError.UnencryptedConnection, refusal.Error);
        Assert.Contains("-CertificateThumbprint", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("https", refusal.RecommendedAction, StringComparison.Ordinal);
        Assert.False(setup.ToTransport().Channel.Allows(Server.HttpUri));
        Assert.True(setup.ToTransport().Channel.Allows(Server.HttpsUri));
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void A_pin_makes_a_bare_host_https()
    {
        using PlexServerClient client =
            new ClientSetup { Thumbprint = Pin }.Connect(new Uri("127.0.0.1:1", UriKind.Relative), "a-token");

        Assert.Equal("https://127.0.0.1:1/", client.Server.AbsoluteUri);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("0A", "2 digits")]
    [InlineData("0A1B2C3D4E5F60718293A4B5C6D7E8F901234567", "SHA-1")]
    [InlineData(Pin + "0", "65 digits")]
    [InlineData(Pin + ":", "characters other than hexadecimal digits")]
    [InlineData(":" + Pin, "characters other than hexadecimal digits")]
    [InlineData("sha256 Fingerprint=" + Pin, "characters other than hexadecimal digits")]
    [InlineData("9:F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08", "characters other than hexadecimal digits")]
    [InlineData("9F::86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08", "characters other than hexadecimal digits")]
    [InlineData(
        "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A0\u0668", "characters other than hexadecimal digits")]
    public void An_invalid_thumbprint_is_an_error_with_advice(string text, string fault)
    {
        PlexException refusal = Assert.Throws<PlexException>(
            () => new ClientSetup { Thumbprint = text }.Connect(Server.HttpsUri, Server.AdminToken));

        Assert.Equal(PlexError.InvalidThumbprint, refusal.Error);
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("SHA-256", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("openssl x509 -noout -fingerprint -sha256", refusal.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("PowerShell", refusal.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>A parsed pin has exactly the digits of the text.</summary>
    [Fact]
    public void Separators_and_case_do_not_matter()
    {
        Random random = new(20261124);
        for (int i = 0; i < 200; i++)
        {
            string digits = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
            string typed = string.Concat(digits.Chunk(2).Select((pair, index) =>
                (index == 0 ? "" : (string[])["", ":", " "] is var between ? between[random.Next(3)] : "")
                + (random.Next(2) == 0 ? new string(pair) : new string(pair).ToLowerInvariant())));

            Assert.Equal(digits, CertificateThumbprint.Parse(typed));
        }
    }

    /// <summary>A skipped check trusts the first machine. A machine that replaces it has another certificate.</summary>
    [Fact]
    public async Task A_skipped_check_pins_the_first_certificate()
    {
        PlexSimulator first =
            await PlexSimulator.StartAsync(new SimulatorOptions { Http = false, Certificate = CertificateKind.SelfSigned }, Ct);
        using PlexServerClient client = new ClientSetup { SkipCertificateCheck = true }.Connect(first.HttpsUri, first.AdminToken);
        await client.GetServerInfoAsync(Ct);
        await first.DisposeAsync();
        await using PlexSimulator second = await PlexSimulator.StartAsync(
            new SimulatorOptions
            {
                Http = false,
                Certificate = CertificateKind.Valid,
                HttpsPort = first.HttpsUri.Port,
                MachineIdentifier = first.MachineIdentifier,
            },
            Ct);

        PlexException failure = await FailAsync(client, Operation.ServerInfo);

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Contains("the certificate changed during the session", failure.Message, StringComparison.Ordinal);
        Assert.Contains("otherwise do not", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(second.Requests);
        using PlexServerClient next = new ClientSetup { SkipCertificateCheck = true }.Connect(second.HttpsUri, second.AdminToken);
        Assert.NotNull(await next.GetServerInfoAsync(Ct));
    }

    [Fact]
    public async Task The_account_client_ignores_pin_and_skip()
    {
        string pin = Server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);
        ClientSetup account = new() { AccountServer = Server.HttpsUri };

        using PlexAccountClient pinned = AccountClient(account with { Thumbprint = pin, SkipCertificateCheck = true });
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => pinned.GetServersAsync(Ct));
        using PlexAccountClient other = AccountClient(account with { Thumbprint = Pin, Authority = Server.AuthorityCertificate });

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.NotEmpty(await other.GetServersAsync(Ct));
    }

    [Theory]
    [InlineData("skip", ConnectionStatus.Reachable)]
    [InlineData("pin", ConnectionStatus.Reachable)]
    [InlineData("other pin", ConnectionStatus.CertificateRejected)]
    [InlineData("neither", ConnectionStatus.CertificateRejected)]
    public async Task A_probe_uses_the_skip_and_pin_of_the_session(string what, ConnectionStatus expected)
    {
        PlexClientOptions options = new ClientSetup
        {
            SkipCertificateCheck = what == "skip",
            Thumbprint = what switch
            {
                "pin" => Server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256),
                "other pin" => Pin,
                _ => null,
            },
        }.ToOptions();
        PlexConnectionTester tester = new(SourceConnections.Of(Server.MachineIdentifier), options);

        PlexConnectionTest result = await tester.TestAsync(Addresses.Of(Server.HttpsUri), ct: Ct);

        Assert.Equal(expected, result.Status);
    }

    /// <summary>OpenSSL no longer supports TLS 1.1, so no test server can offer it. This checks the options instead.</summary>
    [Fact]
    public void TLS_1_2_is_the_minimum()
    {
        TransportOptions options = new ClientSetup().ToTransport();
        CertificateCheck check = new(Server.HttpsUri.IdnHost, options.Channel);
        using HttpMessageHandler handler = HandlerFactory.Create(Server.HttpsUri, options, check);

        Assert.Equal(
            System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13,
            Assert.IsType<SocketsHttpHandler>(handler).SslOptions.EnabledSslProtocols);
    }

    private PlexAccountClient AccountClient(ClientSetup setup)
    {
        PlexToken token = new(Server.AdminToken);
        return new PlexAccountClient(token, setup.ToOptions());
    }
}
