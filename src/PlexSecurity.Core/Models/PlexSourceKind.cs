namespace PlexSecurity;

/// <summary>What a source is.</summary>
public enum PlexSourceKind
{
    /// <summary>A Plex Media Server.</summary>
    Server,

    /// <summary>A provider, of a server's own library or in the cloud.</summary>
    Provider,
}
