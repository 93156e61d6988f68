namespace PlexSecurity.Benchmarks;

/// <summary>The stand-in servers of a run, in this process; the measured code runs in child processes.</summary>
internal sealed class StandInServers : IAsyncDisposable
{
    private readonly List<PlexSimulator> _all = [];

    /// <summary>The server for all child processes.</summary>
    public PlexSimulator Main => _all[0];

    /// <summary>Starts the servers. The main one has every source: "slow" ones take 20 ms, two have dead addresses.</summary>
    public static async Task<StandInServers> StartAsync()
    {
        StandInServers servers = new();
        PlexSimulator main = await servers.AddAsync("main", https: true);
        main.Sources.Fallback = source =>
            main.Sources.DefaultServer with { Source = source, ClientIdentifier = null, AccessToken = null };
        main.Faults.Decide = static request =>
            request.RawTarget.Contains("slow", StringComparison.Ordinal) ? Fault.Delay(TimeSpan.FromMilliseconds(20)) : null;

        List<SimulatedConnection> dead = [];
        while (dead.Count < 6)
        {
            PlexSimulator server = await servers.AddAsync("dead");
            server.Faults.Decide = static _ => Fault.Hang();
            dead.Add(SimulatedConnection.To(server.HttpUri));
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

    private async Task AddSourceAsync(string name, List<SimulatedConnection> dead, int good)
    {
        PlexSimulator server = await AddAsync(name);
        SimulatedConnection remote = SimulatedConnection.To(server.HttpUri, local: false);
        SimulatedConnection[] connections = [.. dead, .. Enumerable.Repeat(remote, good)];
        Main.Sources.Add(new SimulatedSource { Source = "server://" + name, Connections = connections });
    }

    private async Task<PlexSimulator> AddAsync(string identifier, bool https = false)
    {
        SimulatorOptions options = new() { MachineIdentifier = identifier, Https = https, KeepHistory = false };
        _all.Add(await PlexSimulator.StartAsync(options));
        return _all[^1];
    }
}
