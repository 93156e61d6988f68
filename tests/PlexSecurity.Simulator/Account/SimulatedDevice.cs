namespace PlexSecurity.Simulator;

/// <summary>A device with a token of an account, as in /devices.xml.</summary>
public sealed record SimulatedDevice
{
    /// <summary>The ID for <c>DELETE /devices/{id}.xml</c>; 0 if the account is to assign one.</summary>
    public long Id { get; init; }

    /// <summary>The device's name.</summary>
    public required string Name { get; init; }

    /// <summary>The client identifier; for a server its machineIdentifier.</summary>
    public required string ClientIdentifier { get; init; }

    /// <summary>The token; null if the account is to create one.</summary>
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

    /// <summary>The capabilities, separated by commas: "server", "client,player".</summary>
    public string Provides { get; init; } = "";

    /// <summary>The last public address.</summary>
    public string PublicAddress { get; init; } = "203.0.113.7";

    /// <summary>The time of the sign-in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last activity.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<string> Connections { get; init; } = [];

    /// <summary>The name and the ID, never the token.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
