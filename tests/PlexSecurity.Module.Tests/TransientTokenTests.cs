using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class TransientTokenTests
{
    [Fact]
    public async Task A_token_has_its_type_scope_and_server()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator server = session.Server;

        string?[] texts = session.Texts("""
            $t = Get-PlexTransientToken
            $t.Type; $t.Scope; $t.Server; $t.Uri.AbsoluteUri; $t.MachineIdentifier; $t.IsExpired
            ([DateTimeOffset]::Now - $t.IssuedAt).TotalMinutes -lt 1; $t.IssuedAt.Offset -eq [DateTimeOffset]::Now.Offset
            [System.Net.NetworkCredential]::new('', $t.Token).Password
            """);

        Assert.Equal(
            [
                "Delegation", "All", server.FriendlyName, server.HttpUri.AbsoluteUri, server.MachineIdentifier, "False",
                "True", "True", server.TransientTokens.Last(),
            ],
            texts);
    }

    [Fact]
    public async Task AsPlainText_returns_a_string()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        object token = Assert.Single(session.Run("Get-PlexTransientToken -AsPlainText")).BaseObject;

        Assert.Equal(session.Server.TransientTokens.Last(), Assert.IsType<string>(token));
    }

    [Theory]
    [InlineData("Get-PlexTransientToken Delegation All")]
    [InlineData("Get-PlexTransientToken -Type delegation -Scope all")]
    public async Task Type_and_Scope_are_sent_as_Plex_documents(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        session.Run(command);

        Assert.Equal("/security/token?type=delegation&scope=all", session.Server.Requests[^1].RawTarget);
    }

    [Theory]
    [InlineData("-Type Other")]
    [InlineData("-Scope Other")]
    [InlineData("-Type 7")]
    [InlineData("-Session $null")]
    public async Task An_unknown_type_or_scope_is_refused_before_any_request(string parameter)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.ClearRequests();

        ErrorRecord error = session.Terminating($"Get-PlexTransientToken {parameter}");

        Assert.IsType<ParameterBindingException>(error.Exception, exactMatch: false);
        Assert.Empty(session.Server.Requests);
    }

    [Theory]
    [InlineData("Get-PlexServerSession | Get-PlexTransientToken")]
    [InlineData("Get-PlexTransientToken -Session (Get-PlexServerSession)")]
    public async Task Several_sessions_give_one_token_each(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();
        session.Run("Connect-PlexServer $uri2 -Token $token2");

        string?[] tokens = session.Texts(
            $"{command} | ForEach-Object {{ $_.Server; [System.Net.NetworkCredential]::new('', $_.Token).Password }}");

        Assert.Equal(["Cellar", second.TransientTokens.Last(), "Attic", session.Server.TransientTokens.Last()], tokens);
    }

    [Fact]
    public async Task One_failing_server_among_several_is_one_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();
        session.Run("Connect-PlexServer $uri2 -Token $token2 -MaximumRetryCount 0");
        second.Faults.Add(Fault.Status(503), "/security/token");

        ScriptResult result = session.Capture("Get-PlexServerSession | Get-PlexTransientToken | ForEach-Object Server");

        Assert.Equal(["Attic"], result.Texts);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("PlexServerUnavailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"Cellar ({second.HttpUri})", error.TargetObject);
        Assert.Contains(second.HttpUri.AbsoluteUri, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transient_token_of_a_shared_user_has_no_more_rights()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Set("shared", session.Server.SharedToken);
        session.Run("Connect-PlexServer $uri -Token $shared -Transient");

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection $source");

        Assert.StartsWith("PlexForbidden,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("owner", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transient_token_opens_a_session_that_can_get_sources()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        session.Run("$t = Get-PlexTransientToken; Connect-PlexServer $t.Uri -Token $t.Token");

        Assert.Equal("Transient", session.Text("(Get-PlexServerSession)[0].TokenKind"));
        Assert.Equal("Attic (someone)", session.Text("(Get-PlexSourceConnection $source).Name"));
    }

    [Fact]
    public async Task A_token_can_be_piped_to_Connect()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        session.Run("Get-PlexTransientToken | Connect-PlexServer");

        Assert.Equal(["Transient", "Account"], session.Texts("Get-PlexServerSession | ForEach-Object TokenKind"));
    }
}
