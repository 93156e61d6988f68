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

    /// <summary>The name of the server that listed it, or plex.tv.</summary>
    public string Server { get; }

    /// <summary>The source with its prefix.</summary>
    /// <returns><see cref="Source"/>.</returns>
    public override string ToString() => Source;
}
