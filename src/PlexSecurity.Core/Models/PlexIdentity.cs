namespace PlexSecurity;

/// <summary>The identity of a server, from <c>GET /identity</c>, which requires no token.</summary>
public sealed class PlexIdentity
{
    internal PlexIdentity(string machineIdentifier, string? version, bool? claimed)
    {
        MachineIdentifier = machineIdentifier;
        Version = version;
        Claimed = claimed;
    }

    /// <summary>The machine identifier of the server, which never changes.</summary>
    public string MachineIdentifier { get; }

    /// <summary>The version of Plex Media Server, such as <c>1.43.4.10903-abcdef</c>; null if it is unknown.</summary>
    public string? Version { get; }

    /// <summary>Whether an account has claimed the server; null if it is unknown.</summary>
    public bool? Claimed { get; }
}
