namespace PlexSecurity;

/// <summary>
/// A source: a server, or a provider of one. Its <see cref="Source"/> binds to <c>Get-PlexSourceConnection</c>.
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

    /// <summary>The name of the server or the title of the provider; the identifier where there is none.</summary>
    public string Title { get; }

    /// <summary>Whether it is a server or a provider.</summary>
    public PlexSourceKind Kind { get; }

    /// <summary>The identifier without the prefix.</summary>
    public string Identifier { get; }

    /// <summary>Whether the account owns the server; null where that is not known.</summary>
    public bool? Owned { get; }

    /// <summary>The name of the owner who shares the server, where plex.tv gave it.</summary>
    public string? Owner { get; internal init; }

    /// <summary>The product, where plex.tv gave it.</summary>
    public string? Product { get; internal init; }

    /// <summary>The version of the product, where plex.tv gave it.</summary>
    public string? Version { get; internal init; }

    /// <summary>The platform of the server, where plex.tv gave it.</summary>
    public string? Platform { get; internal init; }

    /// <summary>Whether plex.tv has seen the server lately; null where that is not known.</summary>
    public bool? Presence { get; internal init; }

    /// <summary>When the server was added to the account, in local time, where plex.tv gave it.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When plex.tv last saw the server, in local time, where it gave that.</summary>
    public DateTimeOffset? LastSeenAt { get; internal init; }

    /// <summary>The name of the server that listed it, or plex.tv.</summary>
    public string Server { get; }

    /// <summary>The source with its prefix.</summary>
    /// <returns><see cref="Source"/>.</returns>
    public override string ToString() => Source;
}
