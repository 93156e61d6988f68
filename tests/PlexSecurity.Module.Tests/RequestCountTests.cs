using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>What each cmdlet costs in requests and connections: no time is taken, so a slow machine cannot fail them.</summary>
public sealed class RequestCountTests
{
    [Theory]
    [InlineData("Get-PlexTransientToken", "/security/token")]
    [InlineData("Get-PlexTransientToken -AsPlainText", "/security/token")]
    [InlineData("Get-PlexSourceConnection $source", "/security/resources")]
    [InlineData("Get-PlexSource", "/media/providers")]
    [InlineData("Get-PlexServerSession")]
    [InlineData("Disconnect-PlexServer")]
    public async Task Connecting_is_two_requests_and_a_cmdlet_at_most_one_more_all_on_one_connection(
        string command, params string[] paths)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        session.Run("Connect-PlexServer $uri -Token $token");
        session.Run(command);

        Assert.Equal(["/identity", "/", .. paths], Paths(session.Server));
        Assert.Equal(1, session.Server.TotalConnections);
    }

    [Fact]
    public async Task Connecting_with_a_transient_token_is_one_request_more()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        session.Run("Connect-PlexServer $uri -Token $token -Transient");

        Assert.Equal(["/identity", "/", "/security/token"], Paths(session.Server));
        Assert.Equal(1, session.Server.TotalConnections);
    }

    [Fact]
    public async Task Many_sources_are_a_request_each_and_a_question_for_each_connection()
    {
        const int Count = 50;
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Fallback = source => new SimulatedSource { Source = source };
        session.Server.ClearRequests();

        session.Run($"1..{Count} | ForEach-Object {{ \"server://many$_\" }} | Get-PlexSourceConnection -ThrottleLimit 4");

        Assert.Equal(Count, Paths(session.Server).Count(static path => path == "/security/resources"));
        Assert.InRange(Paths(session.Server).Count(static path => path == "/identity"), 0, 3);
        Assert.InRange(session.Server.TotalConnections, 1, 4);
    }

    [Fact]
    public async Task Testing_is_a_request_and_a_connection_for_each_address()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        SimulatedSource itself = session.Server.AsSource();
        SimulatedConnection[] http = [.. itself.Connections.Where(c => c.Protocol == "http")];
        session.Server.Sources.Add(itself with { Connections = [.. http, .. http] });
        session.Run($"$found = Get-PlexSourceConnection {itself.Source}");
        session.Server.ClearRequests();
        int connections = session.Server.TotalConnections;

        session.Run("Test-PlexSourceConnection $found");

        Assert.Equal(["/identity", "/identity"], Paths(session.Server));
        Assert.Equal(2, session.Server.TotalConnections - connections);
    }

    private static IEnumerable<string> Paths(PlexSimulator server) => server.Requests.Select(request => request.Path);
}
