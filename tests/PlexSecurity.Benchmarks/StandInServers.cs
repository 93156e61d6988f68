namespace PlexSecurity.Benchmarks;

/// <summary>The stand-in servers of a run, in this process; what is measured runs in others.</summary>
internal sealed class StandInServers : IAsyncDisposable
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    private readonly List<PlexSimulator> _all = [];

    /// <summary>The server that every child process connects to.</summary>
    public PlexSimulator Main => _all[0];

    /// <summary>Starts the servers. The main one knows every source; those named "slow" take 20 ms, and some have dead addresses.</summary>
    public static async Task<StandInServers> StartAsync()
    {
        StandInServers servers = new();
        await servers.AddAsync("main", https: true);
        servers.Main.Sources.Fallback = static source => new SimulatedSource
        {
            Source = source,
            Connections =
            [
                new("https", "10.0.2.123", "https://10-0-2-123.0a1b2c3d.plex.direct:32400", 32400, Local: true),
                new("https", "203.0.113.7", "https://203-0-113-7.0a1b2c3d.plex.direct:32403", 32403),
                new("https", "198.51.100.9", "https://198-51-100-9.0a1b2c3d.plex.direct:8443", 8443, Relay: true),
            ],
        };
        servers.Main.Faults.Decide = static request =>
            request.RawTarget.Contains("slow", StringComparison.Ordinal) ? Fault.Delay(Latency) : null;

        SimulatedConnection[] dead = new SimulatedConnection[6];
        for (int i = 0; i < dead.Length; i++)
        {
            PlexSimulator server = await servers.AddAsync("dead");
            server.Faults.Add(Fault.Hang(), times: int.MaxValue);
            dead[i] = SimulatedConnection.To(server.HttpUri);
        }

        await servers.AddSourceAsync("good", [], good: 1);
        await servers.AddSourceAsync("mixed", dead, good: 1);
        await servers.AddSourceAsync("half", dead[..5], good: 5);
        return servers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PlexSimulator server in _all)
            await server.DisposeAsync();
    }

    private async Task AddSourceAsync(string name, SimulatedConnection[] dead, int good)
    {
        PlexSimulator server = await AddAsync(name);
        SimulatedConnection remote = SimulatedConnection.To(server.HttpUri, local: false);
        Main.Sources.Add(new SimulatedSource { Source = "server://" + name, Connections = [.. dead, .. Enumerable.Repeat(remote, good)] });
    }

    private async Task<PlexSimulator> AddAsync(string identifier, bool https = false)
    {
        SimulatorOptions options = new() { MachineIdentifier = identifier, Https = https, KeepHistory = false };
        _all.Add(await PlexSimulator.StartAsync(options));
        return _all[^1];
    }
}
