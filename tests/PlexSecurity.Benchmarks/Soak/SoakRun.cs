using PlexSecurity.Benchmarks.Children;
using PlexSecurity.Benchmarks.Rows;

namespace PlexSecurity.Benchmarks.Soak;

/// <summary>20,000 calls, 64 at a time, through one session, while the server fails at random; and what came of them.</summary>
internal static class SoakRun
{
    private const int Runspaces = 8;
    private const int Sources = 16_000;
    private const int Tokens = 4_000;

    public static async Task<int> RunAsync()
    {
        RandomFaults faults = new();
        await using PlexSimulator server = await PlexSimulator.StartAsync(new SimulatorOptions { KeepHistory = false });
        server.Sources.Fallback = static source => new SimulatedSource
        {
            Source = source,
            Name = Expected.Name(source),
            AccessToken = Expected.Token(source),
            Connections = [new("https", "10.0.2.123", "https://10-0-2-123.0a1b2c3d.plex.direct:32400", 32400, Local: true)],
        };
        server.Faults.Decide = faults.Decide;

        using PeakOf peak = new(() => server.OpenConnections);
        Figures figures = await Child.RunAsync(server, "soak", $"{Runspaces}", $"{Sources}", $"{Tokens}");
        return SoakReport.Write(
            (Sources + Tokens) * (SoakWorkers.WarmUpPart + 1) / SoakWorkers.WarmUpPart,
            faults,
            peak.Highest,
            figures);
    }
}
