namespace PlexSecurity.Simulator;

/// <summary>A device of the account, as in /api/v2/resources.</summary>
public sealed record SimulatedAccountResource
{
    /// <summary>The device's name.</summary>
    public required string Name { get; init; }

    /// <summary>The client identifier; for a server its machineIdentifier.</summary>
    public required string ClientIdentifier { get; init; }

    /// <summary>The product.</summary>
    public string Product { get; init; } = "Plex Media Server";

    /// <summary>The product's version.</summary>
    public string ProductVersion { get; init; } = "1.43.4.10903-5f2c7d1e8";

    /// <summary>The platform.</summary>
    public string Platform { get; init; } = "Linux";

    /// <summary>The platform's version.</summary>
    public string PlatformVersion { get; init; } = "6.1";

    /// <summary>The kind of device.</summary>
    public string Device { get; init; } = "PC";

    /// <summary>The time when it was added to the account.</summary>
    public DateTimeOffset CreatedAt { get; init; } = new(2024, 5, 4, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The time of the last activity.</summary>
    public DateTimeOffset LastSeenAt { get; init; } = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    /// <summary>The capabilities, separated by commas: "server", "client,player".</summary>
    public string Provides { get; init; } = "server";

    /// <summary>Whether the account owns it.</summary>
    public bool Owned { get; init; } = true;

    /// <summary>The ID of the owner's account; null if the account owns it.</summary>
    public long? OwnerId { get; init; }

    /// <summary>The name of the owner; null if the account owns it.</summary>
    public string? SourceTitle { get; init; }

    /// <summary>The public address of its network.</summary>
    public string PublicAddress { get; init; } = "203.0.113.7";

    /// <summary>Whether it belongs to the household.</summary>
    public bool Home { get; init; }

    /// <summary>Whether it is synced.</summary>
    public bool Synced { get; init; }

    /// <summary>Whether it requires HTTPS.</summary>
    public bool HttpsRequired { get; init; }

    /// <summary>Whether the caller is in its network.</summary>
    public bool PublicAddressMatches { get; init; } = true;

    /// <summary>Whether its network blocks plex.direct names with private addresses.</summary>
    public bool DnsRebindingProtection { get; init; }

    /// <summary>Whether its public address works from inside its network.</summary>
    public bool NatLoopbackSupported { get; init; }

    /// <summary>Whether it was active recently.</summary>
    public bool Presence { get; init; } = true;

    /// <summary>The access token.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<SimulatedConnection> Connections { get; init; } = [];

    /// <summary>The name and the identifier, never the token.</summary>
    public override string ToString() => $"{Name} ({ClientIdentifier})";
}
