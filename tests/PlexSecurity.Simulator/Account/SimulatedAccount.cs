using System.Security.Cryptography;

namespace PlexSecurity.Simulator;

/// <summary>An account of the simulated plex.tv: a user, devices with their tokens, and servers.</summary>
/// <remarks>A token is valid while a device holds it. This type is thread-safe.</remarks>
public sealed class SimulatedAccount
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    private readonly Lock _lock = new();
    private readonly List<SimulatedDevice> _devices = [];
    private readonly List<SimulatedAccountResource> _resources = [];
    private readonly List<string> _issued = [];
    private long _lastDevice = 9_000_000_000; // More than 32 bits, like the IDs of plex.tv.

    /// <summary>Creates an account with one device, a browser that holds <see cref="Token"/>.</summary>
    /// <param name="user">The user.</param>
    /// <param name="clock">The clock for the times of the devices.</param>
    public SimulatedAccount(SimulatedUser? user = null, TimeProvider? clock = null)
    {
        User = user ?? new SimulatedUser();
        Clock = clock ?? TimeProvider.System;
        DateTimeOffset now = Clock.GetUtcNow();
        Token = AddDevice(new SimulatedDevice
        {
            Name = "Browser",
            ClientIdentifier = $"browser-of-{User.Id}",
            CreatedAt = now.AddDays(-30),
            LastSeenAt = now,
        }).Token!;
    }

    /// <summary>The user.</summary>
    public SimulatedUser User { get; }

    /// <summary>The token of the browser, valid until the browser is signed out or removed.</summary>
    public string Token { get; }

    /// <summary>The devices, oldest first; a snapshot.</summary>
    public IReadOnlyList<SimulatedDevice> Devices
    {
        get { lock (_lock) return [.. _devices]; }
    }

    /// <summary>The resources in /api/v2/resources; a snapshot.</summary>
    public IReadOnlyList<SimulatedAccountResource> Resources
    {
        get { lock (_lock) return [.. _resources]; }
    }

    /// <summary>Every token ever issued for a device or a server, including revoked ones.</summary>
    public IReadOnlyCollection<string> IssuedTokens
    {
        get { lock (_lock) return [.. _issued]; }
    }

    internal TimeProvider Clock { get; }

    /// <summary>Adds a device and fills in its ID and token. It replaces a device with the same client identifier.</summary>
    public SimulatedDevice AddDevice(SimulatedDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        lock (_lock)
        {
            device = device with
            {
                Id = device.Id == 0 ? ++_lastDevice : device.Id,
                Token = device.Token ?? RandomNumberGenerator.GetString(Alphabet, 20),
            };
            _devices.RemoveAll(old => old.ClientIdentifier == device.ClientIdentifier);
            _devices.Add(device);
            _issued.Add(device.Token);
            return device;
        }
    }

    /// <summary>Removes a device and revokes its token. A server also leaves the resources.</summary>
    /// <returns>Whether there was a device with this ID.</returns>
    public bool RemoveDevice(long id)
    {
        lock (_lock)
        {
            int index = _devices.FindIndex(device => device.Id == id);
            if (index < 0) return false;
            SimulatedDevice removed = _devices[index];
            _devices.RemoveAt(index);
            _resources.RemoveAll(resource => resource.ClientIdentifier == removed.ClientIdentifier);
            return true;
        }
    }

    /// <summary>Revokes a token and removes its device.</summary>
    /// <returns>Whether a device held the token.</returns>
    public bool RevokeToken(string token) => FindDevice(token) is { } device && RemoveDevice(device.Id);

    /// <summary>Adds a resource, or replaces the one with the same identifier.</summary>
    public SimulatedAccountResource AddResource(SimulatedAccountResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        lock (_lock)
        {
            _resources.RemoveAll(old => old.ClientIdentifier == resource.ClientIdentifier);
            _resources.Add(resource);
            if (resource.AccessToken is not null) _issued.Add(resource.AccessToken);
        }

        return resource;
    }

    /// <summary>Adds a stand-in server with an access token of its own. The server accepts it while listed.</summary>
    /// <remarks>A server of the account is also a device and accepts the tokens of its devices; a shared one does not.</remarks>
    /// <param name="server">The server.</param>
    /// <param name="owner">The user who shares it; null if the account owns it.</param>
    /// <param name="connections">Its addresses; by default the ones it listens on.</param>
    public SimulatedAccountResource AddServer(
        PlexSimulator server, SimulatedUser? owner = null, params IReadOnlyList<SimulatedConnection> connections)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(connections);
        DateTimeOffset now = Clock.GetUtcNow();
        SimulatedAccountResource listed = AddResource(new SimulatedAccountResource
        {
            Name = server.FriendlyName,
            ClientIdentifier = server.MachineIdentifier,
            ProductVersion = server.Version,
            Owned = owner is null,
            OwnerId = owner?.Id,
            SourceTitle = owner?.Title,
            AccessToken = RandomNumberGenerator.GetString(Alphabet, 20),
            CreatedAt = now.AddYears(-1),
            LastSeenAt = now,
            Connections = connections.Count > 0 ? connections : server.OwnConnections(),
        });
        if (owner is null)
        {
            AddDevice(new SimulatedDevice
            {
                Name = listed.Name,
                ClientIdentifier = listed.ClientIdentifier,
                Provides = "server",
                Product = listed.Product,
                ProductVersion = listed.ProductVersion,
                CreatedAt = now.AddYears(-1),
                LastSeenAt = now,
                Connections = [.. listed.Connections.Select(c => c.Uri ?? "")],
            });
        }

        server.Tokens.Trust(token => Level(token, server.MachineIdentifier));
        return listed;
    }

    internal SimulatedDevice? FindDevice(string token)
    {
        lock (_lock) return _devices.Find(device => device.Token == token);
    }

    private AccessLevel Level(string token, string server)
    {
        lock (_lock)
        {
            if (_resources.Find(resource => resource.ClientIdentifier == server) is not { } listed) return AccessLevel.None;
            if (listed.AccessToken == token) return listed.Owned ? AccessLevel.Admin : AccessLevel.Shared;
            return listed.Owned && FindDevice(token) is not null ? AccessLevel.Admin : AccessLevel.None;
        }
    }
}
