namespace PlexSecurity.Core.Tests.Errors;

/// <summary>Advice that depends on more than the status.</summary>
public sealed class AdviceTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Fact]
    public async Task A_wrong_account_token_advises_to_check_it()
    {
        using PlexServerClient client = new ClientSetup().Connect(Server.HttpUri, "not-the-token-of-anyone");

        PlexException failure = await FailAsync(client, Operation.ServerInfo);

        Assert.Equal((PlexError.Unauthorized, 401), (failure.Error, failure.StatusCode));
        Assert.Contains("mistyped", failure.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>A server never requires a sign-in for the identity, so a reverse proxy sent the response.</summary>
    [Theory]
    [InlineData(401, PlexError.Unauthorized)]
    [InlineData(403, PlexError.Forbidden)]
    public async Task A_refusal_without_a_token_does_not_mention_the_token(int status, PlexError error)
    {
        Server.Faults.Add(Fault.Status(status), "/identity");
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal((error, status), (failure.Error, failure.StatusCode));
        Assert.Contains("without a token", failure.Message, StringComparison.Ordinal);
        Assert.Contains("reverse proxy", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the token", failure.Message + failure.RecommendedAction, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_400_for_the_identity_advises_https_over_http()
    {
        using PlexServerClient plain = Connect();
        ClientSetup trusting = new() { Authority = Server.AuthorityCertificate };
        using PlexServerClient secure = trusting.Connect(Server.HttpsUri, Server.AdminToken);
        Server.Faults.Add(Fault.Status(400), "/identity", 2);

        PlexException failure = await FailAsync(plain, Operation.Token);
        PlexException other = await FailAsync(secure, Operation.Token);

        Assert.Equal((PlexError.BadRequest, PlexError.BadRequest), (failure.Error, other.Error));
        Assert.Contains($"try https://{Server.HttpUri.Authority}", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("https", other.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transient_token_after_a_restart_advises_to_reconnect()
    {
        using PlexServerClient client = new ClientSetup().Connect(Server.HttpUri, Server.IssueTransientToken());
        await client.GetServerInfoAsync(Ct);

        Server.Restart();
        PlexException failure = await FailAsync(client, Operation.Source);

        Assert.Equal((PlexError.Unauthorized, 401), (failure.Error, failure.StatusCode));
        Assert.Contains("when the server restarts", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transient_token_cannot_mint_another()
    {
        using PlexServerClient client = new ClientSetup().Connect(Server.HttpUri, Server.IssueTransientToken());

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal((PlexError.Forbidden, 403), (failure.Error, failure.StatusCode));
        Assert.Contains("connect with the account token", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_needs_the_owners_token()
    {
        using PlexServerClient client = new ClientSetup().Connect(Server.HttpUri, Server.SharedToken);

        PlexException failure = await FailAsync(client, Operation.Source);

        Assert.Equal((PlexError.Forbidden, 403), (failure.Error, failure.StatusCode));
        Assert.Contains("owner", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_source_on_a_new_server_gives_NotFound()
    {
        using PlexServerClient client = Connect();

        PlexException failure =
            await Assert.ThrowsAsync<PlexException>(() => client.GetSourceConnectionInformationAsync("server://unknown", ct: Ct));

        Assert.Equal((PlexError.NotFound, 404), (failure.Error, failure.StatusCode));
        Assert.Contains("'server://unknown'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the server may not know it", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.15.3.876-ad6e39743", "1.15.3.876")]
    [InlineData("1.9.0", "1.9.0")]
    [InlineData("0.9", "0.9")]
    public async Task An_old_server_gives_ServerTooOld_with_both_versions(string version, string shown)
    {
        await using PlexSimulator old =
            await PlexSimulator.StartAsync(new SimulatorOptions { Version = version, Https = false }, Ct);
        using PlexServerClient client = new ClientSetup().Connect(old.HttpUri, old.AdminToken);

        PlexException failure =
            await Assert.ThrowsAsync<PlexException>(() => client.GetSourceConnectionInformationAsync("server://abc", ct: Ct));

        Assert.Equal((PlexError.ServerTooOld, 404), (failure.Error, failure.StatusCode));
        Assert.Contains(
            $"it runs version {shown}, and this request needs 1.15.4 or later", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1.15.4", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_version_with_the_endpoint_is_not_too_old()
    {
        await using PlexSimulator first =
            await PlexSimulator.StartAsync(new SimulatorOptions { Version = "1.15.4", Https = false }, Ct);
        using PlexServerClient client = new ClientSetup().Connect(first.HttpUri, first.AdminToken);

        PlexException failure =
            await Assert.ThrowsAsync<PlexException>(() => client.GetSourceConnectionInformationAsync("server://abc", ct: Ct));

        Assert.Equal(PlexError.NotFound, failure.Error);
    }

    [Fact]
    public async Task A_dropped_plain_connection_advises_https()
    {
        await using PlexSimulator secure =
            await PlexSimulator.StartAsync(new SimulatorOptions { RequireSecureConnections = true }, Ct);
        using PlexServerClient client = new ClientSetup().Connect(secure.HttpUri, secure.AdminToken);

        PlexException failure = await FailAsync(client, Operation.Token);

        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
        Assert.Contains("try https", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_404_for_the_identity_advises_the_whole_URL()
    {
        await using PlexSimulator server =
            await PlexSimulator.StartAsync(new SimulatorOptions { PathBase = "/plex", Https = false }, Ct);
        using PlexServerClient wrong = new ClientSetup().Connect(new Uri(server.HttpUri, "/"), server.AdminToken);
        using PlexServerClient right = new ClientSetup().Connect(server.HttpUri, server.AdminToken);

        PlexException failure = await FailAsync(wrong, Operation.Token);

        Assert.Equal(PlexError.NotFound, failure.Error);
        Assert.Contains("reverse proxy", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(server.MachineIdentifier, (await right.GetServerInfoAsync(Ct)).MachineIdentifier);
    }
}
