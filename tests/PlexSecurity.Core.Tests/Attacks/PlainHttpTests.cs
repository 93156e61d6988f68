using PlexSecurity.Connections;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>An attacker on the local network has an http address of a source and forwards <c>/identity</c> to it.</summary>
public sealed class PlainHttpTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly PlexConnection LocalHttp = Addresses.Of("http://192.168.1.10:32400", local: true);
    private static readonly PlexConnection PublicHttp = Addresses.Of("http://203.0.113.7:32400");
    private static readonly PlexConnection RelayHttps = Addresses.Of("https://198.51.100.9:8443", relay: true);

    [Fact]
    public void An_https_address_excludes_every_http_address()
    {
        ConnectionCandidates all = Candidates(new PlexClientOptions(), LocalHttp, PublicHttp, RelayHttps);

        Assert.Equal([RelayHttps], all.Candidates);
        Assert.Equal([LocalHttp, PublicHttp], all.Skipped.Select(result => result.Connection));
        Assert.All(all.Skipped, result => Assert.Equal(ConnectionStatus.NotSecure, result.Status));
        Assert.All(all.Skipped, result => Assert.Contains("has https addresses", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AllowUnencryptedAuthentication_includes_every_address()
    {
        ConnectionCandidates all =
            Candidates(new PlexClientOptions { AllowUnencryptedAuthentication = true }, RelayHttps, PublicHttp, LocalHttp);

        Assert.Equal([LocalHttp, PublicHttp, RelayHttps], all.Candidates);
        Assert.Empty(all.Skipped);
    }

    [Fact]
    public void Without_https_only_private_http_addresses_are_candidates()
    {
        ConnectionCandidates all = Candidates(new PlexClientOptions(), PublicHttp, LocalHttp);

        Assert.Equal([LocalHttp], all.Candidates);
        Assert.Contains("plain http exposes the token", Assert.Single(all.Skipped).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_a_pin_only_https_addresses_are_candidates(bool allow)
    {
        PlexClientOptions pinned = new() { CertificateThumbprint = new string('A', 64), AllowUnencryptedAuthentication = allow };

        Assert.Equal([RelayHttps], Candidates(pinned, LocalHttp, RelayHttps).Candidates);
        Assert.Empty(Candidates(pinned, LocalHttp).Candidates);
    }

    [Fact]
    public void A_link_local_https_address_excludes_http()
    {
        PlexConnection linkLocal = Addresses.Of("https://[fe80::1]:32400", local: true);

        Assert.Equal([linkLocal], Candidates(new PlexClientOptions(), LocalHttp, linkLocal).Candidates);
    }

    [Fact]
    public async Task A_failed_https_address_does_not_fall_back_to_http()
    {
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() =>
            FindAsync(new ClientSetup(), Addresses.Of(Server.HttpUri, local: true), Addresses.Of(Server.HttpsUri)));

        Assert.Empty(Server.Requests);
        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Contains(
            $"{Server.HttpsUri} (this machine does not trust the issuer of the certificate",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            $"{Server.HttpUri} (skipped: the address is http, and the source has https addresses)",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_switch_the_local_http_address_is_the_best()
    {
        PlexConnection local = Addresses.Of(Server.HttpUri, local: true);

        PlexConnectionTest best =
            await FindAsync(new ClientSetup { AllowUnencrypted = true }, local, Addresses.Of(Server.HttpsUri));

        Assert.Equal(local, best.Connection);
    }

    [Fact]
    public async Task Only_public_http_addresses_give_UnencryptedConnection()
    {
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => FindAsync(new ClientSetup(), PublicHttp));

        Assert.Equal(PlexError.UnencryptedConnection, failure.Error);
        Assert.Contains("http://203.0.113.7:32400/ (skipped", failure.Message, StringComparison.Ordinal);
    }

    private static ConnectionCandidates Candidates(PlexClientOptions options, params PlexConnection[] connections) =>
        ConnectionCandidates.Of(SourceConnections.Of("abc", connections), options.ToTransport().Channel);

    private Task<PlexConnectionTest> FindAsync(ClientSetup setup, params PlexConnection[] connections)
    {
        PlexConnectionTester tester = new(SourceConnections.Of(Server.MachineIdentifier, connections), setup.ToOptions());
        return tester.FindBestAsync(Ct).WaitAsync(TestTimeout.Limit, Ct);
    }
}
