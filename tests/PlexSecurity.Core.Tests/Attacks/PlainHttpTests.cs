using PlexSecurity.Connections;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>
/// A stranger on the local network holds a source's http address and passes <c>/identity</c> on to the real server.
/// </summary>
public sealed class PlainHttpTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly PlexConnection LocalHttp = Addresses.Of("http://192.168.1.10:32400", local: true);
    private static readonly PlexConnection PublicHttp = Addresses.Of("http://203.0.113.7:32400");
    private static readonly PlexConnection RelayHttps = Addresses.Of("https://198.51.100.9:8443", relay: true);

    [Fact]
    public void Beside_an_https_address_of_any_kind_no_http_one_is_a_candidate()
    {
        ConnectionCandidates all = Candidates(new PlexClientOptions(), LocalHttp, PublicHttp, RelayHttps);

        Assert.Equal([RelayHttps], all.Candidates);
        Assert.Equal([LocalHttp, PublicHttp], all.Skipped.Select(result => result.Connection));
        Assert.All(all.Skipped, result => Assert.Equal(ConnectionStatus.NotSecure, result.Status));
        Assert.All(all.Skipped, result => Assert.Contains("has https addresses", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void With_AllowUnencryptedAuthentication_all_are()
    {
        ConnectionCandidates all =
            Candidates(new PlexClientOptions { AllowUnencryptedAuthentication = true }, RelayHttps, PublicHttp, LocalHttp);

        Assert.Equal([LocalHttp, PublicHttp, RelayHttps], all.Candidates);
        Assert.Empty(all.Skipped);
    }

    [Fact]
    public void Without_any_https_address_the_private_ones_are_and_the_public_ones_are_not()
    {
        ConnectionCandidates all = Candidates(new PlexClientOptions(), PublicHttp, LocalHttp);

        Assert.Equal([LocalHttp], all.Candidates);
        Assert.Contains("plain http exposes the token", Assert.Single(all.Skipped).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_a_pin_only_https_counts(bool allow)
    {
        PlexClientOptions pinned = new() { CertificateThumbprint = new string('A', 64), AllowUnencryptedAuthentication = allow };

        Assert.Equal([RelayHttps], Candidates(pinned, LocalHttp, RelayHttps).Candidates);
        Assert.Empty(Candidates(pinned, LocalHttp).Candidates);
    }

    [Fact]
    public void An_https_address_that_is_link_local_keeps_http_out_too()
    {
        PlexConnection linkLocal = Addresses.Of("https://[fe80::1]:32400", local: true);

        Assert.Equal([linkLocal], Candidates(new PlexClientOptions(), LocalHttp, linkLocal).Candidates);
    }

    [Fact]
    public async Task The_http_address_is_not_asked_though_the_https_one_fails_and_the_error_names_it_and_the_switch()
    {
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() =>
            FindAsync(new ClientSetup(), Addresses.Of(Server.HttpUri, local: true), Addresses.Of(Server.HttpsUri)));

        Assert.Empty(Server.Requests);
        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Contains($"{Server.HttpsUri} (this machine does not trust the issuer of the certificate", failure.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"{Server.HttpUri} (skipped: the address is http, and the source has https addresses)",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_switch_it_is_asked_and_the_best_by_rank()
    {
        PlexConnection local = Addresses.Of(Server.HttpUri, local: true);

        PlexConnectionTest best =
            await FindAsync(new ClientSetup { AllowUnencrypted = true }, local, Addresses.Of(Server.HttpsUri));

        Assert.Equal(local, best.Connection);
    }

    [Fact]
    public async Task Where_no_address_may_be_asked_the_error_is_that_of_a_token_in_the_clear()
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
