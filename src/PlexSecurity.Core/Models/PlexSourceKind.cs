namespace PlexSecurity;

/// <summary>The kind of a source.</summary>
public enum PlexSourceKind
{
    /// <summary>A Plex Media Server.</summary>
    Server,

    /// <summary>A provider, from the library of a server or in the cloud.</summary>
    Provider,
}
