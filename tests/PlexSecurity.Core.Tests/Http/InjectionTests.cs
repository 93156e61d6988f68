namespace PlexSecurity.Core.Tests.Http;

/// <summary>Input of a caller or a server never becomes another header, query or path.</summary>
public sealed class InjectionTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    public static TheoryData<string> Hostile =>
    [
        "a\r\nX-Injected: 1",
        "a\nX-Injected: 1",
        "a\rX-Injected: 1",
        "a\0b",
        "a b",
        "a\tb",
        "\u00FCmlaut",
        "a\u2028b",
        "a\uD83C\uDFACb",
        "a\uFF0D\uFF0Ab",
        new string('a', 65536),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_token_with_an_injection_is_refused(string text) =>
        Assert.Equal(
            PlexError.InvalidToken, Assert.Throws<PlexException>(() => new ClientSetup().Connect(Server.HttpUri, text)).Error);

    [Theory]
    [MemberData(nameof(Hostile))]
    [InlineData("a&refresh=1")]
    [InlineData("a%26refresh=1")]
    [InlineData("a%0d%0aX-Injected:1")]
    [InlineData("a?X-Plex-Token=x")]
    [InlineData("../../identity")]
    public async Task A_source_with_an_injection_is_not_sent(string text)
    {
        using PlexServerClient client = Connect();

        foreach (string source in (string[])[text, $"server://{text}", $"provider://{text}", $"server://a/{text}"])
        {
            PlexException failure =
                await Assert.ThrowsAsync<PlexException>(() => client.GetSourceConnectionInformationAsync(source, ct: Ct));
            Assert.Equal(PlexError.InvalidSource, failure.Error);
        }

        Assert.Empty(Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_client_identifier_with_an_injection_is_refused(string text) =>
        Assert.Throws<ArgumentException>(
            () => new ClientSetup { ClientIdentifier = text }.Connect(Server.HttpUri, Server.AdminToken));

    [Theory]
    [InlineData("plex%0d%0aX-Injected:%201")]
    [InlineData("plex%00")]
    [InlineData("a%3Fb%26c%23d")]
    [InlineData("\u00FCber")]
    public async Task A_path_stays_a_path(string path)
    {
        using PlexServerClient client = new ClientSetup().Connect(new Uri(Server.HttpUri, path), Server.AdminToken);

        await FailAsync(client, Operation.Identity);

        // The stand-in server rejects a path with NUL before it logs the request.
        Assert.InRange(Server.Requests.Count, path.Contains("%00", StringComparison.Ordinal) ? 0 : 1, 1);
        Assert.All(Server.Requests, request => Assert.EndsWith("/identity", request.RawTarget, StringComparison.Ordinal));
        Assert.All(Server.Requests, request => Assert.DoesNotContain("X-Injected", request.Headers.Keys));
    }

    [Fact]
    public async Task A_minted_token_with_a_line_break_is_never_used()
    {
        Server.Faults.Add(Fault.Garbage("""{"MediaContainer":{"token":"transient-1\r\nX-Injected: 1"}}"""), "/security/token");
        using PlexServerClient client = Connect();

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.ExchangeForTransientTokenAsync(Ct));

        Assert.Equal(PlexError.InvalidResponse, failure.Error);
        Assert.Equal(PlexTokenKind.Account, client.TokenKind);
    }

    [Fact]
    public async Task The_longest_token_is_sent_completely()
    {
        string token = new('x', PlexToken.MaximumLength);
        using PlexServerClient client = new ClientSetup().Connect(Server.HttpUri, token);

        PlexException failure = await FailAsync(client, Operation.ServerInfo);

        Assert.Equal(PlexError.Unauthorized, failure.Error);
        Assert.Equal(token, Server.Requests[^1].Token);
    }
}
