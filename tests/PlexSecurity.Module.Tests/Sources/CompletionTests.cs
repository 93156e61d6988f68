using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Sources;

public sealed class CompletionTests
{
    [Fact]
    public async Task A_source_completes_from_known_sources_without_a_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Run("Get-PlexSource");
        session.Server.ClearRequests();

        Assert.Equal(["'provider://tv.plex.provider.podcasts'"], Complete(session, "Get-PlexSourceConnection podc"));
        Assert.Contains($"'server://{session.Server.MachineIdentifier}'", Complete(session, "Get-PlexSourceConnection -Source "));
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task Only_the_first_1000_sources_are_kept_for_completion()
    {
        const int Kept = 1000;
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Fallback = source => new SimulatedSource { Source = source };
        session.Run(
            $"1..{Kept + 100} | ForEach-Object {{ \"server://many$_\" }} | Get-PlexSourceConnection | Where-Object Name -eq "
            + "nobody");

        string[] completed = Complete(session, "Get-PlexSourceConnection -Source server://");

        Assert.Equal(Kept, completed.Length);
        Assert.Contains("'server://many1'", completed);
    }

    [Fact]
    public async Task Without_a_session_there_are_no_completions()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Empty(Complete(session, "Get-PlexSourceConnection -Source server:"));
    }

    [Fact]
    public async Task A_session_completes_to_an_expression()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        string expression = Assert.Single(Complete(session, "Get-PlexTransientToken -Session Att"));

        Assert.Equal("Attic", session.Text($"{expression}.Name"));
    }

    [Fact]
    public async Task Type_and_Scope_complete_their_values()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Equal(["Delegation"], Complete(session, "Get-PlexTransientToken -Type "));
        Assert.Equal(["All"], Complete(session, "Get-PlexTransientToken -Scope "));
    }

    private static string[] Complete(ModuleSession session, string line)
    {
        using PowerShell shell = PowerShell.Create(session.Engine.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches
            .Where(match =>
                match.ResultType is not (CompletionResultType.ProviderItem or CompletionResultType.ProviderContainer))
            .Select(match => match.CompletionText)];
    }
}
