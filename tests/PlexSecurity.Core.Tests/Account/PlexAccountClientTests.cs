namespace PlexSecurity.Core.Tests.Account;

public sealed class PlexAccountClientTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_the_servers_of_the_account_are_listed(bool xml)
    {
        Server.Shape = ResponseShape.Default with { AlwaysXml = xml };
        using PlexAccountClient client = Connect(Server.AdminToken);

        IReadOnlyList<PlexSource> servers = await client.GetServersAsync(Ct);

        PlexSource server = Assert.Single(servers);
        Assert.Equal((PlexSourceKind.Server, Server.MachineIdentifier), (server.Kind, server.Identifier));
        Assert.Equal($"server://{Server.MachineIdentifier}", server.Source);
        Assert.Equal((Server.FriendlyName, "plex.tv"), (server.Title, server.Server));
        Assert.True(server.Owned);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(",\"owned\":null", null)]
    [InlineData(",\"owned\":\"perhaps\"", null)]
    [InlineData(",\"owned\":false", false)]
    [InlineData(",\"owned\":1", true)]
    public async Task Ownership_is_unknown_without_a_valid_value(string member, bool? owned)
    {
        Server.Faults.Add(Fault.Garbage($$"""[{"provides":"server","clientIdentifier":"abc"{{member}}}]"""));
        using PlexAccountClient client = Connect(Server.AdminToken);

        Assert.Equal(owned, Assert.Single(await client.GetServersAsync(Ct)).Owned);
    }

    [Theory]
    [InlineData("server", 1)]
    [InlineData("client, Server", 1)]
    [InlineData("client,server-", 0)]
    [InlineData("", 0)]
    public async Task A_resource_that_provides_a_server_is_listed(string provides, int count)
    {
        Server.Faults.Add(Fault.Garbage($$"""[{"provides":"{{provides}}","clientIdentifier":"abc"}]"""));
        using PlexAccountClient client = Connect(Server.AdminToken);

        Assert.Equal(count, (await client.GetServersAsync(Ct)).Count);
    }

    [Fact]
    public async Task The_token_is_sent_in_the_header_over_https()
    {
        using PlexAccountClient client = Connect(Server.AdminToken);

        await client.GetServersAsync(Ct);

        RecordedRequest request = Assert.Single(Server.Requests);
        Assert.True(request.Https);
        Assert.Equal(Server.AdminToken, request.Token);
        Assert.Equal("/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1", request.RawTarget);
    }

    [Fact]
    public void A_transient_token_is_refused()
    {
        PlexException failure = Assert.Throws<PlexException>(() => Connect(Server.IssueTransientToken()));

        Assert.Equal(PlexError.Forbidden, failure.Error);
    }

    [Fact]
    public async Task Skipping_certificate_checks_does_not_apply_to_plex_tv()
    {
        ClientSetup careless = new() { AccountServer = Server.HttpsUri, SkipCertificateCheck = true, AllowUnencrypted = true };
        using PlexAccountClient client = Connect(Server.AdminToken, careless);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServersAsync(Ct));

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"error\":\"no\"}")]
    [InlineData("<error/>")]
    public async Task A_response_without_a_list_is_an_error(string body)
    {
        Server.Faults.Add(Fault.Garbage(body));
        using PlexAccountClient client = Connect(Server.AdminToken);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServersAsync(Ct));

        Assert.Equal(PlexError.InvalidResponse, failure.Error);
    }

    [Theory]
    [InlineData(302, "returned a redirect (302)")]
    [InlineData(400, "returned 400")]
    [InlineData(401, "rejected the token (401)")]
    [InlineData(403, "refused the request (403)")]
    [InlineData(404, "returned 404")]
    [InlineData(418, "returned an unexpected status (418)")]
    [InlineData(429, "returned 429")]
    [InlineData(503, "returned 503")]
    public async Task A_status_error_names_plex_tv(int status, string reason)
    {
        Server.Faults.Add(Fault.Status(status));
        using PlexAccountClient client = Connect(Server.AdminToken);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServersAsync(Ct));

        Assert.Equal(status, failure.StatusCode);
        Assert.Contains($"plex.tv {reason}", failure.Message, StringComparison.Ordinal);
        AssertNoAdviceAboutServers(failure);
    }

    [Fact]
    public async Task Transport_errors_give_no_advice_about_servers()
    {
        using PlexAccountClient untrusted = Connect(Server.AdminToken, new ClientSetup { AccountServer = Server.HttpsUri });
        Uri closedPort = new("https://127.0.0.1:1");
        using PlexAccountClient dead = Connect(Server.AdminToken, new ClientSetup { AccountServer = closedPort });
        Server.Faults.Add(Fault.Garbage("<html>"));
        using PlexAccountClient portal = Connect(Server.AdminToken);

        PlexException tls = await Assert.ThrowsAsync<PlexException>(() => untrusted.GetServersAsync(Ct));
        PlexException refused = await Assert.ThrowsAsync<PlexException>(() => dead.GetServersAsync(Ct));
        PlexException page = await Assert.ThrowsAsync<PlexException>(() => portal.GetServersAsync(Ct));

        Assert.Equal(
            (PlexError.TlsFailed, PlexError.ConnectionFailed, PlexError.InvalidResponse), (tls.Error, refused.Error, page.Error));
        Assert.All(
            [tls, refused, page], failure => Assert.Contains("plex.tv", failure.RecommendedAction, StringComparison.Ordinal));
        Assert.All([tls, refused, page], AssertNoAdviceAboutServers);
    }

    private static void AssertNoAdviceAboutServers(PlexException failure)
    {
        // "Could not list the servers of the account" names the operation.
        string shown = $"{failure.Message} {failure.RecommendedAction}".Replace("the servers of", "…", StringComparison.Ordinal);
        string[] ofServers = ["the server", "Plex server", "Media Server", "-Certif", "-SkipCertificateCheck", "-ThrottleLimit"];
        foreach (string ofServer in ofServers)
            Assert.DoesNotContain(ofServer, shown, StringComparison.OrdinalIgnoreCase);
    }

    private PlexAccountClient Connect(string token, ClientSetup? setup = null)
    {
        setup ??= new ClientSetup { AccountServer = Server.HttpsUri, Authority = Server.AuthorityCertificate };
        PlexToken secret = new(token);
        return new PlexAccountClient(secret, setup.ToOptions());
    }
}
