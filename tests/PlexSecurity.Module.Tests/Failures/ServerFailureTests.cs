using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Failures;

/// <summary>What the server refuses by itself, and where there is none: each with advice that fits the case.</summary>
public sealed class ServerFailureTests
{
    [Fact]
    public async Task A_wrong_token_is_not_accepted()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token a-wrong-token-of-somebody");

        AssertError(error, "PlexUnauthorized", ErrorCategory.AuthenticationError, "mistyped or revoked");
        Assert.DoesNotContain("a-wrong-token", error.Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transient_session_after_a_restart_is_to_be_connected_anew()
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
    public async Task Somebody_the_server_is_shared_with_may_not_ask_for_sources()
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
    public async Task A_source_that_the_server_does_not_know_is_not_found()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection server://unknown");

        AssertError(error, "PlexNotFound", ErrorCategory.ObjectNotFound, "the server may not know it");
        Assert.Equal("server://unknown", error.TargetObject);
    }

    [Fact]
    public async Task An_old_server_is_named_with_the_version_it_has_and_the_one_it_needs()
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
    public async Task Plain_http_to_a_server_that_requires_secure_connections_says_to_try_https()
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
    public async Task Where_nothing_listens_the_connection_is_refused()
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
    public async Task A_name_that_does_not_exist_is_not_found()
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
    public async Task What_is_not_a_Plex_server_gets_no_token(string identity, string missing)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Server.Faults.Add(Fault.Garbage(identity), "/identity");

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token $token");

        AssertError(error, "PlexInvalidResponse", ErrorCategory.InvalidData, "Plex Media Server is at this address");
        Assert.Contains(missing, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Null(Assert.Single(session.Server.Requests).Token);
    }

    [Fact]
    public async Task An_error_is_shown_with_its_message_and_its_advice_can_be_read()
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
