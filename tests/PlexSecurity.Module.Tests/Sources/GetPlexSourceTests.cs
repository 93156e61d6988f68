using System.Management.Automation;

namespace PlexSecurity.Module.Tests.Sources;

public sealed class GetPlexSourceTests
{
    [Fact]
    public async Task The_server_comes_first_and_then_its_providers()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        string?[] sources = session.Texts("Get-PlexSource | ForEach-Object { '{0} {1} {2}' -f $_.Kind, $_.Source, $_.Title }");

        Assert.Equal(
            [
                $"Server server://{session.Server.MachineIdentifier} {session.Server.FriendlyName}",
                .. session.Server.Providers.Select(provider => $"Provider provider://{provider.Identifier} {provider.Title}"),
            ],
            sources);
    }

    [Fact]
    public async Task Sources_pipe_into_Get_PlexSourceConnection()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Add(session.Server.AsSource());

        string?[] found =
            session.Texts("Get-PlexSource | Where-Object Kind -EQ Server | Get-PlexSourceConnection | ForEach-Object Source");

        Assert.Equal([$"server://{session.Server.MachineIdentifier}"], found);
    }

    [Fact]
    public async Task The_server_is_listed_even_if_the_providers_fail()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Add(Simulator.Fault.Status(500), "/media/providers");

        ScriptResult result = session.Capture("Get-PlexSource | ForEach-Object Source");

        Assert.Equal([$"server://{session.Server.MachineIdentifier}"], result.Texts);
        Assert.StartsWith("PlexServerUnavailable,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_with_a_transient_token_gives_Forbidden()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -Transient");

        ScriptResult result = session.Capture("Get-PlexSource -Account");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("PlexForbidden,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Transient", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1 + session.Server.Providers.Count, result.Output.Count);
    }

    [Theory]
    [InlineData("Get-PlexSource -Account -Session $disconnected")]
    [InlineData("Get-PlexSourceConnection server://abc -Account -Session $disconnected")]
    public async Task Account_of_a_disconnected_session_gives_NotConnected(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Run("$disconnected = Get-PlexServerSession; Disconnect-PlexServer");

        ErrorRecord error = session.Terminating(command + " -ErrorAction Stop");

        Assert.StartsWith("PlexNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("was disconnected", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_of_a_session_disconnected_meanwhile_is_an_error_per_input()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ScriptResult result = session.Capture(
            "'server://abc' | ForEach-Object { Disconnect-PlexServer; $_ } | Get-PlexSourceConnection -Account");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("PlexNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    /// <summary>The stand-in server acts as a proxy without tunnels, because tests never connect to plex.tv.</summary>
    [Fact]
    public async Task Account_requests_use_a_tunnel_and_hide_the_token_from_the_proxy()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -Proxy $uri -MaximumRetryCount 0");

        ScriptResult result = session.Capture("Get-PlexSource -Account");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("PlexConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"the proxy '{session.Server.HttpUri.Authority}'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Simulator.RecordedRequest tunnel = Assert.Single(session.Server.Requests, request => request.Method == "CONNECT");
        Assert.Equal("clients.plex.tv:443", tunnel.RawTarget);
        Assert.Null(tunnel.Token);
        Assert.Equal(1 + session.Server.Providers.Count, result.Output.Count);
    }
}
