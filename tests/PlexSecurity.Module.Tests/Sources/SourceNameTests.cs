using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Sources;

/// <summary>A word as a source: an identifier or a title that the session knows.</summary>
public sealed class SourceNameTests
{
    private const string Podcasts = "provider://tv.plex.provider.podcasts";

    [Theory]
    [InlineData("tv.plex.provider.podcasts")]
    [InlineData("TV.PLEX.provider.podcasts")]
    [InlineData("Podcasts")]
    [InlineData("podcasts")]
    public async Task A_known_identifier_or_title_is_found(string word)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Run("Get-PlexSource");

        Assert.Equal(Podcasts, session.Text($"(Get-PlexSourceConnection '{word}').Source"));
        Assert.Equal(Podcasts, session.Text($"('{word}' | Get-PlexSourceConnection).Source"));
    }

    [Fact]
    public async Task A_title_with_spaces_is_found_and_an_unknown_one_advises_Get_PlexSource()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Providers = [new("tv.plex.provider.podcasts", "All my podcasts")];

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection 'All my podcasts'");
        session.Run("Get-PlexSource");

        Assert.StartsWith("PlexInvalidSource,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Get-PlexSource", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Podcasts, session.Text("(Get-PlexSourceConnection 'All my podcasts').Source"));
    }

    [Fact]
    public async Task Any_other_word_is_a_machine_identifier()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection tv.plex.provider.podcasts");

        Assert.StartsWith("PlexNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(
            "source=server%3A%2F%2Ftv.plex.provider.podcasts&", session.Server.Requests[^1].RawTarget, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ambiguous_title_is_an_error_with_the_sources()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Providers = [new("tv.plex.provider.podcasts", "Podcasts"), new("tv.plex.provider.other", "Podcasts")];
        session.Run("Get-PlexSource");
        session.Server.ClearRequests();

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection Podcasts");

        Assert.StartsWith("PlexInvalidSource,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(
            "provider://tv.plex.provider.other, provider://tv.plex.provider.podcasts",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task An_identifier_of_a_provider_or_of_a_machine_overrides_a_title()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string unseen = session.Server.Sources.DefaultServer.ClientIdentifier!;
        session.Server.Providers =
            [new("tv.plex.provider.podcasts", "P"), new("evil.one", "tv.plex.provider.podcasts"), new("evil.two", unseen)];
        session.Run("Get-PlexSource");

        Assert.Equal(Podcasts, session.Text("(Get-PlexSourceConnection tv.plex.provider.podcasts).Source"));
        Assert.Equal($"server://{unseen}", session.Text($"(Get-PlexSourceConnection {unseen}).Source"));
    }

    /// <summary>Another person can choose the identifier of a server, and must not replace a source with that title.</summary>
    [Fact]
    public async Task A_title_that_is_the_identifier_of_another_server_is_ambiguous()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Providers = [new("tv.plex.provider.podcasts", "Attic")];
        session.Run("Get-PlexSource");
        session.Run("'server://attic' | Get-PlexSourceConnection -ErrorAction Ignore");

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection Attic");

        Assert.StartsWith("PlexInvalidSource,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
