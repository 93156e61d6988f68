using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>An account token over plain http to another machine gives one warning.</summary>
public sealed class PlainHttpTests
{
    // The stand-in server acts as a proxy, so that the address can name another host.
    private const string ThroughProxy = "-Proxy $uri -MaximumRetryCount 0";

    [Theory]
    [InlineData("nas.internal")]
    [InlineData("127.0.0.9")]
    public async Task Plain_http_warns_once_per_session_with_the_host_and_the_switch(string host)
    {
        await using ModuleSession session =
            await ModuleSession.StartAsync(new SimulatorOptions { Https = false }, connect: false);

        ScriptResult result = session.Capture($"""
            Connect-PlexServer http://{host}:32400 -Token $token {ThroughProxy}
            Get-PlexTransientToken
            Get-PlexTransientToken
            """);

        Assert.Null(result.Ended);
        string warning = Assert.Single(result.Warnings);
        Assert.Contains(
            $"Plain http exposes the account token to the network of '{host}'", warning, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Server.AdminToken, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://nas.internal:32400", "$token -AllowUnencryptedAuthentication " + ThroughProxy)]
    [InlineData("http://nas.internal:32400", "$transient " + ThroughProxy)]
    [InlineData("$uri", "$token")]
    [InlineData("$uri", "$token -NoProxy " + ThroughProxy)]
    [InlineData("$uri.Replace('127.0.0.1', 'localhost')", "$token")]
    public async Task There_is_no_warning_if_allowed_or_with_a_transient_token_or_on_loopback(
        string address, string arguments)
    {
        await using ModuleSession session =
            await ModuleSession.StartAsync(new SimulatorOptions { Https = false }, connect: false);
        session.Set("transient", ModuleSession.Secure(session.Server.IssueTransientToken()));

        ScriptResult result = session.Capture($"Connect-PlexServer {address} -Token {arguments}");

        Assert.Null(result.Ended);
        Assert.Empty(result.Warnings);
        Assert.NotEmpty(session.Server.Requests);
    }
}
