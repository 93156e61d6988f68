using PlexSecurity.Module.Tests.Failures;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>Unverified servers get no token, according to the logs of the stand-in servers.</summary>
public sealed class UnverifiedServerTests
{
    [Fact]
    public async Task A_server_without_an_identity_gets_no_token_and_no_second_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        foreach (Failure failure in FailureTable.Rows.Values)
        {
            session.Server.Faults.Add(failure.Fault(), "/identity");
            session.Terminating($"Connect-PlexServer $uri -Token $token -Transient -MaximumRetryCount 0 {failure.Connect}");
        }

        Assert.Equal(FailureTable.Rows.Count, session.Server.Requests.Count);
        Assert.All(session.Server.Requests, request => Assert.Equal("/identity", request.RawTarget));
        Assert.All(session.Server.Requests, request => Assert.Null(request.Token));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_causes_no_further_request(int code)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator other = await session.StartSecondAsync();
        int connections = other.TotalConnections;
        string[] steps = ["/identity", "/", "/security/token", "/security/token", "/security/resources"];
        string[] commands =
        [
            "Connect-PlexServer $uri -Token $token",
            "Connect-PlexServer $uri -Token $token",
            "Connect-PlexServer $uri -Token $token -Transient",
            "Get-PlexTransientToken",
            "Get-PlexSourceConnection $source",
        ];

        foreach ((string step, string command) in steps.Zip(commands))
        {
            session.Server.ClearRequests();
            session.Server.Faults.Add(Fault.Redirect(new Uri(other.HttpUri, step), code), step);
            ScriptResult result = session.Capture($"try {{ {command} }} catch {{ $_ }}");

            Assert.Equal(1, result.Output.Count + result.Errors.Count);
            Assert.Equal(step, session.Server.Requests[^1].Path);
        }

        Assert.Equal(steps.Length, session.Server.Faults.Applied);
        Assert.Equal(connections, other.TotalConnections);
    }

    [Fact]
    public async Task Each_server_gets_only_its_own_token()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();

        session.Run("Connect-PlexServer $uri2 -Token $token2; Get-PlexServerSession | Get-PlexTransientToken");

        Assert.All(session.Server.Requests.Skip(1), request => Assert.Equal(session.Server.AdminToken, request.Token));
        Assert.All(second.Requests.Skip(1), request => Assert.Equal(second.AdminToken, request.Token));
    }
}
