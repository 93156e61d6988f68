using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>The number of requests and connections of each cmdlet, independent of the speed of the machine.</summary>
public sealed class RequestCountTests
{
    [Theory]
    [InlineData("Get-PlexTransientToken", "/security/token")]
    [InlineData("Get-PlexTransientToken -AsPlainText", "/security/token")]
    [InlineData("Get-PlexSourceConnection $source", "/security/resources")]
    [InlineData("Get-PlexSource", "/media/providers")]
    [InlineData("Get-PlexServerSession")]
    [InlineData("Disconnect-PlexServer")]
    public async Task Connecting_takes_two_requests_and_a_cmdlet_at_most_one_more(
        string command, params string[] paths)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        session.Run("Connect-PlexServer $uri -Token $token");
        session.Run(command);

        Assert.Equal(["/identity", "/", .. paths], Paths(session.Server));
        Assert.Equal(1, session.Server.TotalConnections);
    }

    [Fact]
    public async Task Connecting_with_Transient_takes_one_more_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        session.Run("Connect-PlexServer $uri -Token $token -Transient");

        Assert.Equal(["/identity", "/", "/security/token"], Paths(session.Server));
        Assert.Equal(1, session.Server.TotalConnections);
    }

    [Fact]
    public async Task Many_sources_take_one_request_each_and_one_identity_request_per_connection()
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
    public async Task Testing_takes_one_request_and_one_connection_per_address()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        SimulatedSource self = session.Server.AsSource();
        SimulatedConnection[] http = [.. self.Connections.Where(c => c.Protocol == "http")];
        session.Server.Sources.Add(self with { Connections = [.. http, .. http] });
        session.Run($"$found = Get-PlexSourceConnection {self.Source}");
        session.Server.ClearRequests();
        int connections = session.Server.TotalConnections;

        session.Run("Test-PlexSourceConnection $found");

        Assert.Equal(["/identity", "/identity"], Paths(session.Server));
        Assert.Equal(2, session.Server.TotalConnections - connections);
    }

    private static IEnumerable<string> Paths(PlexSimulator server) => server.Requests.Select(request => request.Path);
}
