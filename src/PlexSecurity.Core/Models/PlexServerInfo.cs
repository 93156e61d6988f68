namespace PlexSecurity;

/// <summary>Information about a server, from <c>GET /</c>, which requires a valid token.</summary>
public sealed class PlexServerInfo
{
    internal PlexServerInfo(string? name, string? machineIdentifier, string? version, string? platform = null)
    {
        Name = name;
        MachineIdentifier = machineIdentifier;
        Version = version;
        Platform = platform;
    }

    /// <summary>The name of the server; null if it has none.</summary>
    public string? Name { get; }

    /// <summary>The identifier of the server; null if it is unknown.</summary>
    public string? MachineIdentifier { get; }

    /// <summary>The version of Plex Media Server; null if it is unknown.</summary>
    public string? Version { get; }

    /// <summary>The operating system of the server, such as <c>Linux</c>; null if it is unknown.</summary>
    public string? Platform { get; }
}
