namespace PlexSecurity.Core.Tests.Client;

/// <summary>Successful calls.</summary>
public sealed class OperationTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Fact]
    public async Task The_identity_is_read()
    {
        using PlexServerClient client = Connect();

        PlexIdentity identity = await client.GetIdentityAsync(Ct);

        Assert.Equal(
            (Server.MachineIdentifier, Server.Version, true), (identity.MachineIdentifier, identity.Version, identity.Claimed));
    }

    [Fact]
    public async Task The_server_info_is_read()
    {
        using PlexServerClient client = Connect();

        PlexServerInfo info = await client.GetServerInfoAsync(Ct);

        Assert.Equal(
            (Server.FriendlyName, Server.MachineIdentifier, Server.Version), (info.Name, info.MachineIdentifier, info.Version));
    }

    [Fact]
    public async Task A_transient_token_works()
    {
        using PlexServerClient client = Connect();

        PlexTransientToken minted = await client.GetTransientTokenAsync(ct: Ct);

        Assert.Contains(minted.Token.Reveal(), Server.TransientTokens);
        Assert.Equal(
            (PlexTokenKind.Transient, PlexTokenType.Delegation, PlexTokenScope.All),
            (new PlexToken(minted.Token.Reveal()).Kind, minted.Type, minted.Scope));
        using PlexServerClient second = new ClientSetup().Connect(Server.HttpUri, minted.Token.Reveal());
        Assert.Equal(PlexTokenKind.Transient, second.TokenKind);
        Assert.Equal(Server.FriendlyName, (await second.GetServerInfoAsync(Ct)).Name);
    }

    [Fact]
    public async Task A_source_has_its_token_and_its_connections_in_order()
    {
        SimulatedSource known = Server.Sources.DefaultServer;
        using PlexServerClient client = Connect();

        PlexSourceConnection source = await client.GetSourceConnectionInformationAsync(known.Source, ct: Ct);

        Assert.Equal((known.Source, known.Name, known.ClientIdentifier), (source.Source, source.Name, source.ClientIdentifier));
        Assert.Equal(known.AccessToken, source.AccessToken.Reveal());
        Assert.Equal(
            known.Connections.Select(c => $"{c.Uri}/ {c.Protocol} {new Uri(c.Uri!).IdnHost} {c.Port} {c.Local} {c.Relay}"),
            source.Connections.Select(c => $"{c.Uri.AbsoluteUri} {c.Protocol} {c.Address} {c.Port} {c.Local} {c.Relay}"));
        Assert.Empty(source.IgnoredConnections);
    }

    [Fact]
    public async Task Providers_empty_sources_and_bare_identifiers_are_supported()
    {
        using PlexServerClient client = Connect();

        PlexSourceConnection provider =
            await client.GetSourceConnectionInformationAsync(Server.Sources.DefaultProvider.Source, ct: Ct);
        PlexSourceConnection empty = await client.GetSourceConnectionInformationAsync(Server.Sources.DefaultEmpty.Source, ct: Ct);
        PlexSourceConnection bare =
            await client.GetSourceConnectionInformationAsync(Server.Sources.DefaultServer.ClientIdentifier!, ct: Ct);

        Assert.Equal("https://podcasts.example.org/", Assert.Single(provider.Connections).ToString());
        Assert.Empty(empty.Connections);
        Assert.Equal(Server.Sources.DefaultServer.Source, bare.Source);
    }

    [Fact]
    public async Task The_requests_are_exactly_these()
    {
        using PlexServerClient client = Connect();

        await client.GetServerInfoAsync(Ct);
        await client.GetTransientTokenAsync(ct: Ct);
        await client.GetSourceConnectionInformationAsync(Server.Sources.DefaultProvider.Source, ct: Ct);
        await client.GetSourceConnectionInformationAsync(Server.Sources.DefaultEmpty.Source, refresh: true, ct: Ct);

        Assert.Equal(
            [
                "GET /identity",
                "GET /",
                "POST /security/token?type=delegation&scope=all",
                "GET /security/resources?source=provider%3A%2F%2Ftv.plex.provider.podcasts&refresh=0",
                "GET /security/resources?source=server%3A%2F%2F9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f7081929&refresh=1",
            ],
            Server.Requests.Select(request => $"{request.Method} {request.RawTarget}"));
        Assert.Single(Server.Requests.Select(request => request.ConnectionId).Distinct());
    }

    [Fact]
    public async Task Every_request_keeps_the_path_of_a_reverse_proxy()
    {
        await using PlexSimulator behind =
            await PlexSimulator.StartAsync(new SimulatorOptions { PathBase = "/some/plex", Https = false }, Ct);
        using PlexServerClient client =
            new ClientSetup().Connect(new Uri(behind.HttpUri.AbsoluteUri.TrimEnd('/')), behind.AdminToken);

        foreach (Operation operation in Enum.GetValues<Operation>())
            await client.CallAsync(operation, behind.Sources.DefaultServer.Source, Ct);

        Assert.All(behind.Requests, request => Assert.StartsWith("/some/plex/", request.RawTarget, StringComparison.Ordinal));
        Assert.All(behind.Requests, request => Assert.Equal(200, request.StatusCode));
    }

    [Fact]
    public async Task A_view_with_another_observer_shares_the_token_and_the_identity()
    {
        List<PlexAttempt> first = [];
        List<PlexAttempt> second = [];
        using PlexServerClient client = Connect(new ClientSetup { OnAttempt = first.Add });
        PlexServerClient view = client.WithObserver(second.Add);

        await client.GetServerInfoAsync(Ct);
        await view.GetServerInfoAsync(Ct);

        Assert.Equal((2, 1), (first.Count, second.Count));
        Assert.Equal(3, Server.Requests.Count);
    }

    [Fact]
    public async Task An_invalid_source_is_refused_before_any_request()
    {
        using PlexServerClient client = Connect();

        PlexException failure =
            await Assert.ThrowsAsync<PlexException>(() => client.GetSourceConnectionInformationAsync("http://x/", ct: Ct));

        Assert.Equal(PlexError.InvalidSource, failure.Error);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task An_invalid_argument_fails_the_task()
    {
        using PlexServerClient client = Connect();

        Task<PlexSourceConnection> call = client.GetSourceConnectionInformationAsync("http://x/", ct: Ct);
        Task<PlexTransientToken> mint = client.GetTransientTokenAsync((PlexTokenType)99, ct: Ct);

        Assert.Equal(PlexError.InvalidSource, (await Assert.ThrowsAsync<PlexException>(() => call)).Error);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => mint);
        Assert.Empty(Server.Requests);
    }
}
