using System.Management.Automation;

namespace PlexSecurity.Module.Tests;

[Collection<ProcessEnvironment>]
public sealed class FromEnvironmentTests
{
    [Fact]
    public async Task Address_and_token_come_from_the_environment()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        using EnvironmentVariable url = new("PLEX_URL", session.Server.HttpUri.Authority);
        using EnvironmentVariable token = new("PLEX_TOKEN", session.Server.AdminToken);

        session.Run("Connect-PlexServer -FromEnvironment");

        Assert.Equal(session.Server.HttpUri.AbsoluteUri, session.Text("(Get-PlexServerSession).Uri.AbsoluteUri"));
        Assert.Equal(session.Server.AdminToken, session.Server.Requests[^1].Token);
    }

    [Theory]
    [InlineData(null, "a-token", "PlexInvalidUri,", "PLEX_URL")]
    [InlineData("", "a-token", "PlexInvalidUri,", "PLEX_URL")]
    [InlineData("127.0.0.1:1", null, "PlexInvalidToken,", "PLEX_TOKEN")]
    [InlineData("127.0.0.1:1", "", "PlexInvalidToken,", "PLEX_TOKEN")]
    public async Task A_missing_variable_is_named(string? url, string? token, string id, string named)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        using EnvironmentVariable urlVariable = new("PLEX_URL", url);
        using EnvironmentVariable tokenVariable = new("PLEX_TOKEN", token);

        ErrorRecord error = session.Terminating("Connect-PlexServer -FromEnvironment");

        Assert.StartsWith(id, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"{named} is not set", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("PLEX_URL and PLEX_TOKEN", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Run("Get-PlexServerSession"));
    }

    [Fact]
    public async Task An_invalid_token_in_the_environment_is_not_shown()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        using EnvironmentVariable url = new("PLEX_URL", session.Server.HttpUri.AbsoluteUri);
        using EnvironmentVariable token = new("PLEX_TOKEN", "damaged-token\n");

        ErrorRecord error = session.Terminating("Connect-PlexServer -FromEnvironment");

        Assert.StartsWith("PlexInvalidToken,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged-token", $"{error} {error.Exception}", StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }
}
