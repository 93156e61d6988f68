using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class ConnectTests
{
    [Theory]
    [InlineData("Connect-PlexServer $uri -Token $token")]
    [InlineData("Connect-PlexServer -Uri $uri -Token $token")]
    [InlineData("[pscustomobject]@{ Uri = $uri; Token = $token; Other = 1 } | Connect-PlexServer")]
    public async Task Uri_and_Token_bind_by_name_and_by_property_name(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        session.Run(command);

        Assert.Equal(session.Server.HttpUri.AbsoluteUri, session.Text("(Get-PlexServerSession).Uri.AbsoluteUri"));
        Assert.Equal(session.Server.AdminToken, session.Server.Requests[^1].Token);
    }

    [Fact]
    public async Task Connecting_is_silent_and_PassThru_returns_the_session()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Equal(string.Empty, session.Screen("Connect-PlexServer $uri -Token $token"));
        session.Run("$passed = Connect-PlexServer $uri -Token $token -PassThru");

        Assert.Equal("PlexSecurity.PlexServerSession", session.Text("$passed.GetType().FullName"));
        Assert.Same(session.Run("$passed")[0].BaseObject, session.Run("Get-PlexServerSession")[0].BaseObject);
    }

    [Fact]
    public async Task A_session_describes_its_server()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator server = session.Server;

        string?[] texts = session.Texts("""
            $s = Get-PlexServerSession
            $s.Uri.AbsoluteUri; $s.Name; $s.MachineIdentifier; $s.Version; $s.TokenKind; $s.IsConnected; "$s"
            $s.Token.GetType().Name; $s.Token.IsReadOnly(); ([DateTimeOffset]::Now - $s.ConnectedAt).TotalMinutes -lt 1
            """);

        string uri = server.HttpUri.AbsoluteUri;
        Assert.Equal(
            [
                uri, server.FriendlyName, server.MachineIdentifier, server.Version, "Account", "True",
                $"{server.FriendlyName} ({uri})", "SecureString", "True", "True",
            ],
            texts);
    }

    [Theory]
    [InlineData("/identity")]
    [InlineData("/")]
    [InlineData("/security/token")]
    public async Task A_failure_at_any_step_keeps_the_earlier_session_and_adds_none(string step)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Add(Fault.Status(403), step);

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token $token -Transient -PassThru");

        Assert.StartsWith("PlexForbidden,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, session.Server.Faults.Applied);
        Assert.Equal("1", session.Text("@(Get-PlexServerSession).Count"));
        Assert.Single(session.Run("Get-PlexTransientToken"));
    }

    [Fact]
    public async Task Several_inputs_connect_in_order()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        PlexSimulator second = await session.StartSecondAsync();

        session.Run("""
            $first = [pscustomobject]@{ Uri = $uri; Token = $token }
            $second = [pscustomobject]@{ Uri = $uri2; Token = $token2 }
            $first, $second | Connect-PlexServer
            """);

        Assert.Equal(["Cellar", "Attic"], session.Texts("Get-PlexServerSession | ForEach-Object Name"));
        Assert.DoesNotContain(second.Requests, request => request.Token == session.Server.AdminToken);
    }

    [Fact]
    public async Task A_transient_session_holds_only_the_transient_token()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        session.Run("Connect-PlexServer $uri -Token $token -Transient");
        string minted = session.Server.TransientTokens.Last();
        session.Run("Get-PlexSourceConnection $source");

        Assert.Equal("Transient", session.Text("(Get-PlexServerSession).TokenKind"));
        Assert.Equal("/security/token", session.Server.Requests[^2].Path);
        Assert.Equal(minted, session.Server.Requests[^1].Token);
        Assert.Equal(minted, session.Text("[System.Net.NetworkCredential]::new('', (Get-PlexServerSession).Token).Password"));
    }

    [Theory]
    [InlineData("-TimeoutSec -1")]
    [InlineData("-MaximumRetryCount -1")]
    [InlineData("-RetryIntervalSec -1")]
    [InlineData("-ClientIdentifier \"a`nb\"")]
    [InlineData("-FromEnvironment")]
    public async Task An_invalid_parameter_is_refused_before_any_request(string parameter)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating($"Connect-PlexServer $uri -Token $token {parameter}");

        Assert.IsType<ParameterBindingException>(error.Exception, exactMatch: false);
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task A_timeout_below_the_resolution_of_the_clock_is_a_timeout()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Server.Faults.Add(Fault.Hang());

        ErrorRecord error =
            session.Terminating("Connect-PlexServer $uri -Token $token -TimeoutSec 0.00000001 -MaximumRetryCount 0");

        Assert.StartsWith("PlexTimeout,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
