namespace PlexSecurity;

/// <summary>What a server tells a caller with a valid token: the response to <c>GET /</c>.</summary>
public sealed class PlexServerInfo
{
    internal PlexServerInfo(string? name, string? machineIdentifier, string? version, string? platform = null)
    {
        Name = name;
        MachineIdentifier = machineIdentifier;
        Version = version;
        Platform = platform;
    }

    /// <summary>The name its owner gave the server, where it has one.</summary>
    public string? Name { get; }

    /// <summary>The identifier of the server, where it was given.</summary>
    public string? MachineIdentifier { get; }

    /// <summary>The version of Plex Media Server, where it was given.</summary>
    public string? Version { get; }

    /// <summary>The operating system of the server, such as <c>Linux</c>, where it was given.</summary>
    public string? Platform { get; }
}
