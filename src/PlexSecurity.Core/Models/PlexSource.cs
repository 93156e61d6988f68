namespace PlexSecurity;

/// <summary>
/// A source: a server, or a provider of a server. <see cref="Source"/> binds to <c>Get-PlexSourceConnection</c>.
/// </summary>
public sealed class PlexSource
{
    internal PlexSource(PlexSourceKind kind, string identifier, string? title, string server, bool? owned = null)
    {
        Kind = kind;
        Identifier = identifier;
        Source = (kind == PlexSourceKind.Server ? SourceIdentifier.ServerPrefix : SourceIdentifier.ProviderPrefix) + identifier;
        Title = title ?? identifier;
        Owned = owned;
        Server = server;
    }

    /// <summary>The source with its prefix.</summary>
    public string Source { get; }

    /// <summary>The name of the server or the title of the provider; the identifier if there is none.</summary>
    public string Title { get; }

    /// <summary>Whether it is a server or a provider.</summary>
    public PlexSourceKind Kind { get; }

    /// <summary>The identifier without the prefix.</summary>
    public string Identifier { get; }

    /// <summary>Whether the account owns the server; null if it is unknown.</summary>
    public bool? Owned { get; }

    /// <summary>The name of the owner who shares the server; null if it is unknown.</summary>
    public string? Owner { get; internal init; }

    /// <summary>The product; null if it is unknown.</summary>
    public string? Product { get; internal init; }

    /// <summary>The version of the product; null if it is unknown.</summary>
    public string? Version { get; internal init; }

    /// <summary>The platform of the server; null if it is unknown.</summary>
    public string? Platform { get; internal init; }

    /// <summary>Whether plex.tv has seen the server recently; null if it is unknown.</summary>
    public bool? Presence { get; internal init; }

    /// <summary>The time when the server was added to the account, in local time; null if it is unknown.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>The time when plex.tv last saw the server, in local time; null if it is unknown.</summary>
    public DateTimeOffset? LastSeenAt { get; internal init; }

    /// <summary>The name of the server that listed it, or plex.tv.</summary>
    public string Server { get; }

    /// <summary>The source with its prefix.</summary>
    /// <returns><see cref="Source"/>.</returns>
    public override string ToString() => Source;
}
