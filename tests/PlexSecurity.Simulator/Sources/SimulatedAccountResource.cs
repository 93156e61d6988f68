namespace PlexSecurity.Simulator;

/// <summary>A device of the account, as /api/v2/resources lists it.</summary>
public sealed record SimulatedAccountResource
{
    /// <summary>The device's name.</summary>
    public required string Name { get; init; }

    /// <summary>A server's machineIdentifier.</summary>
    public required string ClientIdentifier { get; init; }

    /// <summary>The product.</summary>
    public string Product { get; init; } = "Plex Media Server";

    /// <summary>The product's version.</summary>
    public string ProductVersion { get; init; } = "1.43.4.10903-5f2c7d1e8";

    /// <summary>What it provides, with commas: "server", "client,player".</summary>
    public string Provides { get; init; } = "server";

    /// <summary>Whether the account owns it.</summary>
    public bool Owned { get; init; } = true;

    /// <summary>Whether it was seen lately.</summary>
    public bool Presence { get; init; } = true;

    /// <summary>The token for it; left out when null.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<SimulatedConnection> Connections { get; init; } = [];

    /// <summary>The name and identifier: never the token.</summary>
    public override string ToString() => $"{Name} ({ClientIdentifier})";
}
