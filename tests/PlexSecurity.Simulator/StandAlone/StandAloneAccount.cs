using System.Security.Cryptography;

namespace PlexSecurity.Simulator;

/// <summary>The simulated plex.tv as a program: an account with its own server, a shared one, and other devices.</summary>
internal sealed class StandAloneAccount : IAsyncDisposable
{
    private static readonly SimulatedUser Neighbor = new() { Id = 4711002, Username = "neighbor", Title = "neighbor" };

    private StandAloneAccount(AccountSimulator plexTv, PlexSimulator shared)
    {
        PlexTv = plexTv;
        Shared = shared;
    }

    public AccountSimulator PlexTv { get; }

    /// <summary>The server that another user shares.</summary>
    public PlexSimulator Shared { get; }

    public (string User, string Password)? ProxyCredential { get; private init; }

    /// <summary>The path of the PEM file of the authority; null without one.</summary>
    public string? Authority { get; private init; }

    public static async Task<StandAloneAccount> StartAsync(CommandLine line, PlexSimulator own)
    {
        PlexSimulator shared = await PlexSimulator.StartAsync(
            new SimulatorOptions { FriendlyName = "Cellar", ControlEndpoint = line.Control }).ConfigureAwait(false);
        (string, string)? credential = line.ProxyAuthentication
            ? ("stand-in", RandomNumberGenerator.GetHexString(16, lowercase: true))
            : null;
        AccountSimulator plexTv = await AccountSimulator.StartAsync(new AccountSimulatorOptions
        {
            ControlEndpoint = line.Control,
            ProxyCredential = credential,
            AlsoTunnelTo = line.TunnelServers ? [own.HttpsUri, shared.HttpsUri] : [],
        }).ConfigureAwait(false);
        Fill(plexTv.Account, own, shared, line.OddAddresses ? OddAddresses.All : []);
        return new StandAloneAccount(plexTv, shared)
        {
            ProxyCredential = credential,
            Authority = line.AuthorityFolder is null ? null : plexTv.ExportAuthority(line.AuthorityFolder),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await PlexTv.DisposeAsync().ConfigureAwait(false);
        await Shared.DisposeAsync().ConfigureAwait(false);
    }

    private static void Fill(
        SimulatedAccount account, PlexSimulator own, PlexSimulator shared, IReadOnlyList<SimulatedConnection> odd)
    {
        DateTimeOffset now = account.Clock.GetUtcNow();
        account.AddServer(own, owner: null, [.. odd, .. own.OwnConnections()]);
        account.AddServer(shared, Neighbor);
        SimulatedDevice player = account.AddDevice(new SimulatedDevice
        {
            Name = "Living room",
            ClientIdentifier = "living-room-player",
            Product = "Plex for a television",
            ProductVersion = "10.2.0",
            Platform = "Television",
            Provides = "client,player",
            CreatedAt = now.AddDays(-200),
            LastSeenAt = now.AddHours(-5),
        });
        account.AddDevice(new SimulatedDevice
        {
            Name = "Old phone",
            ClientIdentifier = "old-phone",
            Product = "Plex for a phone",
            ProductVersion = "8.1.0",
            Platform = "Phone",
            Provides = "controller",
            CreatedAt = now.AddYears(-4),
            LastSeenAt = now.AddYears(-2),
        });
        account.AddResource(new SimulatedAccountResource
        {
            Name = player.Name,
            ClientIdentifier = player.ClientIdentifier,
            Product = player.Product,
            ProductVersion = player.ProductVersion,
            Provides = player.Provides,
        });
    }
}
