using System.Management.Automation;
using PlexSecurity.Module.Tests.Engine;

namespace PlexSecurity.Module.Tests;

public sealed class RunspaceTests
{
    [Fact]
    public async Task A_session_belongs_to_its_runspace_but_can_be_passed_to_another()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using StringWriter screen = new();
        using PowerShellEngine other = new(screen, TestedModule.Manifest);

        Assert.Empty(ScriptResult.Of(other.Runspace, "Get-PlexServerSession").Output);
        ScriptResult withoutSession = ScriptResult.Of(other.Runspace, "Get-PlexTransientToken");
        Assert.StartsWith(
            "PlexNotConnected,",
            (withoutSession.Ended?.ErrorRecord ?? withoutSession.Errors[0]).FullyQualifiedErrorId,
            StringComparison.Ordinal);

        other.SetVariable("s", session.Run("Get-PlexServerSession")[0]);
        Assert.Equal(["Attic"], ScriptResult.Of(other.Runspace, "(Get-PlexTransientToken -Session $s).Server").Texts);
        Assert.Empty(ScriptResult.Of(other.Runspace, "Get-PlexServerSession").Output);
    }

    [Fact]
    public async Task A_session_disconnected_by_another_runspace_is_no_longer_the_default()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using StringWriter screen = new();
        using PowerShellEngine other = new(screen, TestedModule.Manifest);
        other.SetVariable("s", session.Run("Get-PlexServerSession")[0]);

        ScriptResult disconnected = ScriptResult.Of(other.Runspace, "Disconnect-PlexServer $s");

        Assert.Empty(disconnected.Errors);
        Assert.Empty(session.Run("Get-PlexServerSession"));
        ErrorRecord error = session.Terminating("Get-PlexTransientToken");
        Assert.StartsWith("PlexNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_the_module_in_another_runspace_keeps_this_session()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using (StringWriter screen = new())
        using (PowerShellEngine other = new(screen, TestedModule.Manifest))
            Assert.Empty(ScriptResult.Of(other.Runspace, "Remove-Module PlexSecurity").Errors);

        Assert.Single(session.Run("Get-PlexTransientToken"));
    }

    [Fact]
    public async Task One_session_serves_parallel_runspaces()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("manifest", TestedModule.Manifest);

        string?[] tokens = session.Texts("""
            $s = Get-PlexServerSession
            1..20 | ForEach-Object -ThrottleLimit 4 -Parallel {
                if (-not (Get-Module PlexSecurity)) { Import-Module $using:manifest }
                Get-PlexTransientToken -Session $using:s -AsPlainText
            }
            """);

        Assert.Equal(20, tokens.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            session.Server.TransientTokens.Order(StringComparer.Ordinal).Intersect(tokens), tokens.Order(StringComparer.Ordinal));
        Assert.All(
            session.Server.Requests,
            request => Assert.Equal(request.Path == "/identity" ? null : session.Server.AdminToken, request.Token));
        Assert.InRange(session.Server.Requests.Count(request => request.Path == "/identity"), 1, session.Server.TotalConnections);
    }
}
