namespace PlexSecurity.Simulator;

/// <summary>A device that holds a token of an account, as /devices.xml lists it.</summary>
public sealed record SimulatedDevice
{
    /// <summary>The number that <c>DELETE /devices/{id}.xml</c> takes; the account gives one when 0.</summary>
    public long Id { get; init; }

    /// <summary>The device's name.</summary>
    public required string Name { get; init; }

    /// <summary>The identifier of the client on it; a server's machineIdentifier.</summary>
    public required string ClientIdentifier { get; init; }

    /// <summary>The token it holds; the account makes one when null.</summary>
    public string? Token { get; init; }

    /// <summary>The product.</summary>
    public string Product { get; init; } = "Plex Web";

    /// <summary>The product's version.</summary>
    public string ProductVersion { get; init; } = "4.140.0";

    /// <summary>The platform.</summary>
    public string Platform { get; init; } = "Linux";

    /// <summary>The platform's version.</summary>
    public string PlatformVersion { get; init; } = "6.1";

    /// <summary>The kind of device.</summary>
    public string Device { get; init; } = "";

    /// <summary>The model.</summary>
    public string Model { get; init; } = "";

    /// <summary>The maker.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>What it provides, with commas: "server", "client,player".</summary>
    public string Provides { get; init; } = "";

    /// <summary>The address it was last seen at.</summary>
    public string PublicAddress { get; init; } = "203.0.113.7";

    /// <summary>When it signed in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last seen.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<string> Connections { get; init; } = [];

    /// <summary>The name and number: never the token.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
