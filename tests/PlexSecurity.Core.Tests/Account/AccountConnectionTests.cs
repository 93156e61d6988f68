using PlexSecurity.Connections;

namespace PlexSecurity.Core.Tests.Account;

/// <summary>Servers of the account by name, and signing out.</summary>
public sealed class AccountConnectionTests : IAsyncLifetime
{
    private AccountSimulator _simulator = null!;
    private PlexSimulator _own = null!;
    private PlexSimulator _shared = null!;
    private PlexAccountClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await AccountSimulator.StartAsync(ct: Ct);
        _own = await PlexSimulator.StartAsync(new SimulatorOptions(), Ct);
        _shared = await PlexSimulator.StartAsync(new SimulatorOptions { FriendlyName = "Cellar" }, Ct);
        _simulator.Account.AddServer(_own);
        _simulator.Account.AddServer(_shared, new SimulatedUser { Id = 7, Title = "neighbor" });
        PlexToken token = new(_simulator.Account.Token);
        _client = new PlexAccountClient(token, Setup.ToOptions());
    }

    private ClientSetup Setup => new() { AccountServer = _simulator.HttpsUri, Authority = _simulator.AuthorityCertificate };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
        await _own.DisposeAsync();
        await _shared.DisposeAsync();
    }

    [Theory]
    [InlineData("Attic")]
    [InlineData("attic")]
    [InlineData("At*")]
    [InlineData("?ttic")]
    public async Task A_server_is_found_by_name_and_has_its_own_token(string name)
    {
        PlexSourceConnection found = await _client.GetServerConnectionAsync(name, Ct);

        Assert.Equal(_own.MachineIdentifier, found.ClientIdentifier);
        Assert.Equal(_simulator.Account.Resources[0].AccessToken, found.AccessToken.Reveal());
        Assert.NotEqual(_simulator.Account.Token, found.AccessToken.Reveal());
        Assert.True(found.Owned);
        Assert.NotEmpty(found.Connections);
    }

    [Fact]
    public async Task A_shared_server_has_an_owner_and_its_local_addresses_rank_last()
    {
        _simulator.Account.AddServer(
            _shared,
            new SimulatedUser { Id = 7, Title = "neighbor" },
            new SimulatedConnection("https", "127.0.0.1", "https://127.0.0.1:1", 1, true, false),
            new SimulatedConnection("https", "127.0.0.1", "https://127.0.0.1:2", 2, false, true));

        PlexSourceConnection found = await _client.GetServerConnectionAsync("server://" + _shared.MachineIdentifier, Ct);

        Assert.Equal((false, "neighbor"), (found.Owned, found.Owner));
        Assert.Equal([2, 1], found.Connections.OrderBy(ConnectionSelector.Rank).Select(connection => connection.Port));
    }

    [Fact]
    public async Task An_ambiguous_name_is_an_error_with_the_identifiers()
    {
        _simulator.Account.AddResource(new SimulatedAccountResource
        {
            Name = "ATTIC",
            ClientIdentifier = "other",
            AccessToken = "abcdefgh"
        });

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => _client.GetServerConnectionAsync("Attic", Ct));

        Assert.Equal(PlexError.AmbiguousServer, failure.Error);
        Assert.Contains(_own.MachineIdentifier, failure.Message, StringComparison.Ordinal);
        Assert.Contains("'ATTIC' (other)", failure.Message, StringComparison.Ordinal);
        Assert.Equal("other", (await _client.GetServerConnectionAsync("other", Ct)).ClientIdentifier);
    }

    [Theory]
    [InlineData("Garage")]
    [InlineData("")]
    [InlineData("server://Attic")]
    public async Task An_unknown_name_is_an_error_with_the_known_names(string name)
    {
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => _client.GetServerConnectionAsync(name, Ct));

        Assert.Equal(PlexError.UnknownServer, failure.Error);
        Assert.Contains("'Attic'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'Cellar'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_details_of_a_server_are_read()
    {
        PlexSource server = (await _client.GetServersAsync(Ct))[1];

        Assert.Equal(("neighbor", "Plex Media Server", "Linux", true), (server.Owner, server.Product, server.Platform,
            server.Presence));
        Assert.Equal(_shared.Version, server.Version);
        Assert.NotNull(server.CreatedAt);
        Assert.True(server.LastSeenAt > server.CreatedAt);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(422)]
    public async Task Signing_out_revokes_the_token_and_the_next_call_names_plex_tv(int status)
    {
        _simulator.RevokedTokenStatus = status;

        await _client.SignOutAsync(Ct);
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => _client.GetUserAsync(Ct));

        Assert.Equal((PlexError.Unauthorized, status), (failure.Error, failure.StatusCode));
        Assert.Contains($"plex.tv rejected the token ({status})", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-PlexAccount", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_member_of_the_user_contains_the_token()
    {
        _simulator.Faults.Add(Fault.Garbage(
            """{"username":"someone","title":"other-token-of-it","authToken":"other-token-of-it"}"""));

        PlexAccount user = await _client.GetUserAsync(Ct);

        Assert.Equal(("someone", null), (user.Username, user.Title));
    }

    [Fact]
    public async Task Requests_through_a_proxy_go_to_the_two_hosts_of_plex_tv()
    {
        PlexToken token = new(_simulator.Account.Token);
        ClientSetup through = Setup with { AccountServer = null, Proxy = _simulator.ProxyUri, NoProxy = false };
        using PlexAccountClient client = new(token, through.ToOptions());

        await client.GetServersAsync(Ct);
        await client.GetUserAsync(Ct);

        Assert.Equal(["clients.plex.tv:443", "plex.tv:443"], _simulator.Tunnels.Select(tunnel => tunnel.Target));
    }
}
