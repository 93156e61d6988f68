namespace PlexSecurity;

/// <summary>The identity of a server: the response to <c>GET /identity</c>, which needs no token.</summary>
public sealed class PlexIdentity
{
    internal PlexIdentity(string machineIdentifier, string? version, bool? claimed)
    {
        MachineIdentifier = machineIdentifier;
        Version = version;
        Claimed = claimed;
    }

    /// <summary>The identifier of the server, the same for its whole life.</summary>
    public string MachineIdentifier { get; }

    /// <summary>The version of Plex Media Server, such as <c>1.43.4.10903-abcdef</c>, where it was given.</summary>
    public string? Version { get; }

    /// <summary>Whether an account has claimed the server, where it was given.</summary>
    public bool? Claimed { get; }
}
