namespace PlexSecurity.Core.Tests.Account;

public sealed class PlexAccountClientTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_servers_of_the_account_are_listed_and_its_other_devices_left_out(bool xml)
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
    public async Task Whether_a_server_is_owned_is_unknown_where_it_is_not_said(string member, bool? owned)
    {
        Server.Faults.Add(Fault.Garbage($$"""[{"provides":"server","clientIdentifier":"abc"{{member}}}]"""));
        using PlexAccountClient client = Connect(Server.AdminToken);

        Assert.Equal(owned, Assert.Single(await client.GetServersAsync(Ct)).Owned);
    }

    [Fact]
    public async Task The_token_goes_in_the_header_over_https()
    {
        using PlexAccountClient client = Connect(Server.AdminToken);

        await client.GetServersAsync(Ct);

        RecordedRequest request = Assert.Single(Server.Requests);
        Assert.True(request.Https);
        Assert.Equal(Server.AdminToken, request.Token);
        Assert.Equal("/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1", request.RawTarget);
    }

    [Fact]
    public void A_transient_token_is_not_sent()
    {
        PlexException failure = Assert.Throws<PlexException>(() => Connect(Server.IssueTransientToken()));

        Assert.Equal(PlexError.Forbidden, failure.Error);
    }

    [Fact]
    public void Plain_http_is_refused_also_to_loopback()
    {
        PlexException failure =
            Assert.Throws<PlexException>(() => Connect(Server.AdminToken, new ClientSetup { AccountServer = Server.HttpUri }));

        Assert.Equal(PlexError.UnencryptedConnection, failure.Error);
    }

    [Fact]
    public async Task Not_checking_certificates_of_ones_own_server_does_not_count_for_the_account()
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
    public async Task An_answer_that_is_no_list_is_an_error(string body)
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
    public async Task A_status_is_told_as_one_of_plex_tv(int status, string reason)
    {
        Server.Faults.Add(Fault.Status(status));
        using PlexAccountClient client = Connect(Server.AdminToken);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServersAsync(Ct));

        Assert.Equal(status, failure.StatusCode);
        Assert.Contains($"plex.tv {reason}", failure.Message, StringComparison.Ordinal);
        AssertNothingOfAServer(failure);
    }

    [Fact]
    public async Task Failures_below_http_advise_nothing_that_is_a_servers()
    {
        using PlexAccountClient untrusted = Connect(Server.AdminToken, new ClientSetup { AccountServer = Server.HttpsUri });
        Uri nobody = new("https://127.0.0.1:1");
        using PlexAccountClient dead = Connect(Server.AdminToken, new ClientSetup { AccountServer = nobody });
        Server.Faults.Add(Fault.Garbage("<html>"));
        using PlexAccountClient portal = Connect(Server.AdminToken);

        PlexException tls = await Assert.ThrowsAsync<PlexException>(() => untrusted.GetServersAsync(Ct));
        PlexException refused = await Assert.ThrowsAsync<PlexException>(() => dead.GetServersAsync(Ct));
        PlexException page = await Assert.ThrowsAsync<PlexException>(() => portal.GetServersAsync(Ct));

        Assert.Equal(
            (PlexError.TlsFailed, PlexError.ConnectionFailed, PlexError.InvalidResponse), (tls.Error, refused.Error, page.Error));
        Assert.All(
            [tls, refused, page], failure => Assert.Contains("plex.tv", failure.RecommendedAction, StringComparison.Ordinal));
        Assert.All([tls, refused, page], AssertNothingOfAServer);
    }

    private static void AssertNothingOfAServer(PlexException failure)
    {
        // "Could not list the servers of the account" is what was tried.
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
