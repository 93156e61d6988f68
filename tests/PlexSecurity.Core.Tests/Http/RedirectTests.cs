namespace PlexSecurity.Core.Tests.Http;

/// <summary>Redirects are not followed, and their target gets no token.</summary>
public sealed class RedirectTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    public static MatrixTheoryData<int, Operation> Cases => new([300, 301, 302, 303, 307, 308], Enum.GetValues<Operation>());

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Redirects_are_not_followed(int status, Operation operation)
    {
        await using PlexSimulator elsewhere = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false }, Ct);
        Server.Faults.Add(
            Fault.Redirect(new Uri(elsewhere.HttpUri, "security/token?X-Plex-Token=s3cret"), status), operation.Endpoint());
        using PlexServerClient client = Connect(new ClientSetup { Retries = 3 });

        PlexException failure = await FailAsync(client, operation);

        Assert.Equal((PlexError.Redirected, status, 1), (failure.Error, failure.StatusCode, failure.Attempts));
        Assert.Contains(
            $"a redirect ({status}) to '{elsewhere.HttpUri}security/token'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
        Assert.Equal(0, elsewhere.TotalConnections);
        Assert.Single(Server.Requests, request => request.Path == operation.Endpoint());
    }

    [Theory]
    [InlineData("/web/index.html", "web/index.html")]
    [InlineData("security/token#s3cret", "security/token")]
    [InlineData("?a=s3cret", "")]
    [InlineData("/a/../b%0d%0ac", "b%0D%0Ac")]
    public async Task Redirects_to_the_same_server_are_not_followed(string location, string path)
    {
        Server.Faults.Add(Fault.Redirect(location), "/");
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, Operation.ServerInfo);

        Assert.Equal(PlexError.Redirected, failure.Error);
        Assert.Contains(
            $" to '{Server.HttpUri}{path}'; redirects are not followed", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["/identity", "/"], Server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("https://someone:s3cret@elsewhere.example/sign-in", "'https://elsewhere.example/sign-in'")]
    [InlineData("//someone:s3cret@elsewhere.example/sign-in", "'http://elsewhere.example/sign-in'")]
    [InlineData("ftp://someone:s3cret@elsewhere.example/", "a redirect (302); redirects are not followed")]
    [InlineData("file:///s3cret", "a redirect (302); redirects are not followed")]
    public async Task The_user_name_in_a_redirect_is_not_shown(string location, string shown)
    {
        Server.Faults.Add(Fault.Redirect(location), "/");
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, Operation.ServerInfo);

        Assert.Contains(shown, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("someone", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_redirect_is_cut_and_filtered()
    {
        // U+202E reverses the text after it.
        string location = $"https://elsewhere.example/%E2%80%AE{new string('a', 2000)}";
        Server.Faults.Add(Fault.Raw($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"), "/");
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, Operation.ServerInfo);

        Assert.Contains("'https://elsewhere.example/", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 200, 700);
        Assert.DoesNotContain('\u202e', failure.Message);
    }

    [Fact]
    public async Task A_token_in_a_redirect_is_not_shown_in_any_form()
    {
        string token = Server.AdminToken;
        string escaped = string.Concat(token.Select(c => $"%{(int)c:x2}"));
        string[] locations = [$"/{token}", $"/{token.ToUpperInvariant()}", $"/{escaped}", $"http://elsewhere.example/{escaped}/"];
        foreach (string location in locations)
        {
            Server.Faults.Add(Fault.Redirect(location), "/");
            using PlexServerClient client = Connect();

            PlexException failure = await FailAsync(client, Operation.ServerInfo);

            Assert.Equal(PlexError.Redirected, failure.Error);
            Assert.Contains("hidden", failure.Message, StringComparison.Ordinal);
            TokenSearch.AssertNone(Uri.UnescapeDataString(TokenSearch.Describe(failure)), [token]);
        }
    }

    /// <summary>The identity request has no token, but a server that received it earlier can repeat it.</summary>
    [Fact]
    public async Task A_token_in_a_redirect_of_the_identity_is_not_shown()
    {
        Server.Faults.Add(Fault.Redirect($"/{Server.AdminToken}"), "/identity");
        using PlexServerClient client = Connect();

        PlexException failure = await FailAsync(client, Operation.Identity);

        Assert.Contains("hidden", failure.Message, StringComparison.Ordinal);
        TokenSearch.AssertNone(TokenSearch.Describe(failure), [Server.AdminToken]);
    }
}
