namespace PlexSecurity.Benchmarks.Rows;

/// <summary>The stand-in servers of a run, in this process; what is measured runs in others.</summary>
internal sealed class Servers : IAsyncDisposable
{
    public const int DeadCount = 6;

    private const string MainIdentifier = "main";

    private readonly List<PlexSimulator> _all = [];

    /// <summary>The server that every child connects to.</summary>
    public required PlexSimulator Main { get; init; }

    public int OpenConnections => _all.Sum(server => server.OpenConnections);

    public static async Task<Servers> StartAsync()
    {
        Servers servers = new() { Main = await StartAsync(MainIdentifier) };
        servers._all.Add(servers.Main);
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
        return servers;
    }

    /// <summary>Adds sources with dead addresses to what <see cref="Main"/> knows.</summary>
    public async Task AddAddressesAsync()
    {
        SimulatedConnection[] dead = new SimulatedConnection[DeadCount];
        for (int i = 0; i < DeadCount; i++)
        {
            PlexSimulator server = await AddAsync("dead");
            server.Faults.Add(Fault.Hang(), times: int.MaxValue);
            dead[i] = SimulatedConnection.To(server.HttpUri);
        }

        PlexSimulator good = await AddAsync("good");
        PlexSimulator mixed = await AddAsync("mixed");
        PlexSimulator half = await AddAsync("half");
        AddSource(Children.Addresses.Good, [SimulatedConnection.To(good.HttpUri, local: false)]);
        AddSource(Children.Addresses.Mixed, [.. dead, SimulatedConnection.To(mixed.HttpUri, local: false)]);
        AddSource(
            Children.Addresses.Half,
            [.. dead.Take(5), .. Enumerable.Repeat(SimulatedConnection.To(half.HttpUri, local: false), 5)]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PlexSimulator server in _all)
            await server.DisposeAsync();
    }

    private static Task<PlexSimulator> StartAsync(string identifier) => PlexSimulator.StartAsync(new SimulatorOptions
    {
        MachineIdentifier = identifier,
        Https = identifier == MainIdentifier,
        KeepHistory = false,
    });

    private async Task<PlexSimulator> AddAsync(string identifier)
    {
        PlexSimulator server = await StartAsync(identifier);
        _all.Add(server);
        return server;
    }

    private void AddSource(string source, SimulatedConnection[] connections) =>
        Main.Sources.Add(new SimulatedSource { Source = source, Connections = connections });
}
