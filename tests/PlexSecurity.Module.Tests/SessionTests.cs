using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class SessionTests
{
    [Fact]
    public async Task Without_a_session_cmdlets_give_NotConnected()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        string[] commands = ["Get-PlexTransientToken", "Get-PlexSourceConnection $source", "Disconnect-PlexServer"];
        foreach (string command in commands)
        {
            ErrorRecord error = session.Terminating(command + " -ErrorAction Stop");

            Assert.StartsWith("PlexNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
            Assert.Contains("Connect-PlexServer", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(session.Run("Get-PlexServerSession"));
    }

    [Fact]
    public async Task The_latest_session_is_the_default_and_comes_first()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();

        session.Run("Connect-PlexServer $uri2 -Token $token2");

        Assert.Equal(["Cellar", "Attic"], session.Texts("Get-PlexServerSession | ForEach-Object Name"));
        Assert.Equal("Cellar", session.Text("(Get-PlexTransientToken).Server"));
        Assert.Equal("/security/token", second.Requests[^1].Path);
    }

    [Fact]
    public async Task A_given_session_overrides_the_default()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();
        session.Run("$first = Get-PlexServerSession; Connect-PlexServer $uri2 -Token $token2");
        second.ClearRequests();

        session.Run("Get-PlexTransientToken -Session $first; Get-PlexSourceConnection $source -Session $first");

        Assert.Empty(second.Requests);
        Assert.Equal(["/security/token", "/security/resources"], session.Server.Requests.Skip(2).Select(request => request.Path));
    }

    [Fact]
    public async Task Disconnecting_the_default_restores_the_earlier_one()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.StartSecondAsync();
        session.Run("Connect-PlexServer $uri2 -Token $token2; $second = Get-PlexServerSession | Where-Object Name -eq Cellar");

        Assert.Empty(session.Run("Disconnect-PlexServer"));

        Assert.Equal("Attic", session.Text("(Get-PlexTransientToken).Server"));
        Assert.Equal("False", session.Text("$second.IsConnected"));
        Assert.Equal("Attic", session.Text("(Get-PlexServerSession).Name"));
    }

    [Theory]
    [InlineData("Disconnect-PlexServer $first")]
    [InlineData("Disconnect-PlexServer -Session $first")]
    [InlineData("$first | Disconnect-PlexServer")]
    [InlineData("Disconnect-PlexServer $first, $first")]
    public async Task Disconnecting_a_given_session_keeps_the_default(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.StartSecondAsync();
        session.Run("$first = Get-PlexServerSession; Connect-PlexServer $uri2 -Token $token2");

        session.Run(command);

        Assert.Equal("Cellar", session.Text("(Get-PlexServerSession).Name"));
    }

    [Fact]
    public async Task All_sessions_are_disconnected_through_the_pipeline()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.StartSecondAsync();

        session.Run("Connect-PlexServer $uri2 -Token $token2; Get-PlexServerSession | Disconnect-PlexServer");

        Assert.Empty(session.Run("Get-PlexServerSession"));
    }

    [Fact]
    public async Task A_disconnected_session_is_refused_and_holds_no_token()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Run("$closed = Get-PlexServerSession; Disconnect-PlexServer");
        session.Server.ClearRequests();

        string[] commands = ["Get-PlexTransientToken -Session $closed", "Get-PlexSourceConnection $source -Session $closed"];
        foreach (string command in commands)
        {
            ErrorRecord error = session.Terminating(command + " -ErrorAction Stop");

            Assert.StartsWith("PlexNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(session.Server.HttpUri.AbsoluteUri, error.ErrorDetails.Message, StringComparison.Ordinal);
            Assert.Equal($"{session.Server.FriendlyName} ({session.Server.HttpUri})", error.TargetObject);
        }

        Assert.Empty(session.Server.Requests);
        Assert.Contains("(disposed)", session.Screen("$closed"), StringComparison.Ordinal);
        Assert.IsType<ObjectDisposedException>(session.Terminating("$closed.Token.Copy()").Exception.InnerException);
    }

    [Theory]
    [InlineData("Get-PlexTransientToken")]
    [InlineData("Get-PlexServerAdvisory")]
    [InlineData("Get-PlexSource")]
    public async Task A_disconnected_session_in_the_pipeline_is_an_error_and_the_others_are_used(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.StartSecondAsync();
        session.Run("$gone = Connect-PlexServer $uri2 -Token $token2 -PassThru; Disconnect-PlexServer");
        session.Run("$open = Get-PlexServerSession");
        int count = session.Run($"$open | {command}").Count;

        ScriptResult result = session.Capture($"$open, $gone, $open | {command}");

        Assert.Null(result.Ended);
        Assert.Equal(2 * count, result.Output.Count);
        Assert.StartsWith("PlexNotConnected,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_token_is_an_invalid_token()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Run("$gone = Get-PlexServerSession; Disconnect-PlexServer");

        ErrorRecord error = session.Terminating("$gone | Connect-PlexServer");

        Assert.StartsWith("PlexInvalidToken,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("disposes its token", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disconnecting_closes_the_connections()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Equal(1, session.Server.OpenConnections);

        session.Run("Disconnect-PlexServer");

        await session.Server.WaitForOpenConnectionsAsync(open => open == 0, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Removing_the_module_disconnects_the_sessions_of_the_runspace()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Run("$kept = Get-PlexServerSession; Remove-Module PlexSecurity");

        Assert.Equal("False", session.Text("$kept.IsConnected"));
        await session.Server.WaitForOpenConnectionsAsync(open => open == 0, TimeSpan.FromSeconds(5));
    }
}
