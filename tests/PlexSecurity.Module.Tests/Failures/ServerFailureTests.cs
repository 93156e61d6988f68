using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Failures;

/// <summary>Refusals by the server, and missing servers, each with matching advice.</summary>
public sealed class ServerFailureTests
{
    [Fact]
    public async Task A_rejected_token_gives_Unauthorized()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token a-wrong-token-of-somebody");

        AssertError(error, "PlexUnauthorized", ErrorCategory.AuthenticationError, "mistyped or revoked");
        Assert.DoesNotContain("a-wrong-token", error.Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transient_session_after_a_restart_advises_to_reconnect()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -Transient");
        session.Server.Restart();

        AssertError(
            session.NonTerminating("Get-PlexSourceConnection $source"),
            "PlexUnauthorized",
            ErrorCategory.AuthenticationError,
            "when the server restarts: connect again");
    }

    [Fact]
    public async Task A_transient_token_cannot_mint_another()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -Transient");

        AssertError(
            session.NonTerminating("Get-PlexTransientToken"),
            "PlexForbidden",
            ErrorCategory.PermissionDenied,
            "connect with the account token");
        AssertError(
            session.Terminating("$t = (Get-PlexServerSession).Token; Connect-PlexServer $uri -Token $t -Transient"),
            "PlexForbidden", ErrorCategory.PermissionDenied, "connect with the account token");
    }

    [Fact]
    public async Task A_shared_user_cannot_get_sources()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Set("shared", session.Server.SharedToken);
        session.Run("Connect-PlexServer $uri -Token $shared");

        AssertError(
            session.NonTerminating("Get-PlexSourceConnection $source"),
            "PlexForbidden",
            ErrorCategory.PermissionDenied,
            "token of the server's owner");
    }

    [Fact]
    public async Task An_unknown_source_gives_NotFound()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection server://unknown");

        AssertError(error, "PlexNotFound", ErrorCategory.ObjectNotFound, "the server may not know it");
        Assert.Equal("server://unknown", error.TargetObject);
    }

    [Fact]
    public async Task An_old_server_gives_ServerTooOld_with_both_versions()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(
            new SimulatorOptions { Version = "1.15.3.858-fbfb913f7" });

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection $source");

        AssertError(error, "PlexServerTooOld", ErrorCategory.NotImplemented, "1.15.4");
        Assert.Contains(
            "it runs version 1.15.3.858, and this request needs 1.15.4 or later",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_to_an_https_only_server_advises_https()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(
            new SimulatorOptions { RequireSecureConnections = true }, connect: false);

        AssertError(
            session.Terminating("Connect-PlexServer $uri -Token $token -MaximumRetryCount 0"),
            "PlexConnectionFailed",
            ErrorCategory.ConnectionError,
            "try https");
    }

    [Fact]
    public async Task A_closed_port_gives_ConnectionFailed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.Server.DisposeAsync();

        ErrorRecord[] errors =
        [
            session.Terminating("Connect-PlexServer $uri -Token $token -MaximumRetryCount 0"),
            session.NonTerminating("Get-PlexTransientToken"),
            session.NonTerminating("Get-PlexSourceConnection $source"),
        ];

        foreach (ErrorRecord error in errors)
        {
            AssertError(error, "PlexConnectionFailed", ErrorCategory.ConnectionError, "that the server is running");
            Assert.Contains(session.Server.HttpUri.AbsoluteUri, error.ErrorDetails.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unresolved_name_gives_ConnectionFailed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating(
            "Connect-PlexServer https://127-0-0-1.0123abcd.plex.invalid:32400 -Token $token -NoProxy");

        AssertError(error, "PlexConnectionFailed", ErrorCategory.ConnectionError, "Check the name");
        Assert.Contains(
            "the name '127-0-0-1.0123abcd.plex.invalid' could not be resolved",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"MediaContainer\":{\"version\":\"1.43.4\"}}", "machine identifier")]
    [InlineData("{\"MediaContainer\":{\"machineIdentifier\":\"\"}}", "machine identifier")]
    public async Task Another_kind_of_server_gets_no_token(string identity, string missing)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Server.Faults.Add(Fault.Garbage(identity), "/identity");

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token $token");

        AssertError(error, "PlexInvalidResponse", ErrorCategory.InvalidData, "Plex Media Server is at this address");
        Assert.Contains(missing, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Null(Assert.Single(session.Server.Requests).Token);
    }

    [Fact]
    public async Task An_error_shows_its_message_and_has_advice()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        string screen = session.Screen("Get-PlexSourceConnection server://unknown");

        Assert.Contains("Get-PlexSourceConnection", screen, StringComparison.Ordinal);
        Assert.Contains("404", screen, StringComparison.Ordinal);
        Assert.Contains(
            "the server may not know it", session.Text("$Error[0].ErrorDetails.RecommendedAction"), StringComparison.Ordinal);
        Assert.Equal("NotFound", session.Text("$Error[0].Exception.Error"));
        Assert.Equal("404", session.Text("$Error[0].Exception.StatusCode"));
    }

    private static void AssertError(ErrorRecord error, string id, ErrorCategory category, string advice)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
