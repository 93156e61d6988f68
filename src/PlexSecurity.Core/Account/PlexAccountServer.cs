namespace PlexSecurity;

/// <summary>A server that an account can reach: a resource of plex.tv's <c>GET /api/v2/resources</c> that provides <c>server</c>.</summary>
public sealed class PlexAccountServer
{
    internal PlexAccountServer(string clientIdentifier, string? name, bool? owned)
    {
        ClientIdentifier = clientIdentifier;
        Name = name;
        Owned = owned;
    }

    /// <summary>The identifier of the server, its <c>machineIdentifier</c>.</summary>
    public string ClientIdentifier { get; }

    /// <summary>The name of the server, where it was given.</summary>
    public string? Name { get; }

    /// <summary>Whether the account owns the server; otherwise it was shared with it. Null where that was not given.</summary>
    public bool? Owned { get; }
}
