namespace PlexSecurity;

/// <summary>A provider that a server knows: a <c>MediaProvider</c> of <c>GET /media/providers</c>.</summary>
public sealed class PlexMediaProvider
{
    internal PlexMediaProvider(string identifier, string? title)
    {
        Identifier = identifier;
        Title = title;
    }

    /// <summary>The identifier, such as <c>tv.plex.provider.podcasts</c>.</summary>
    public string Identifier { get; }

    /// <summary>The title, where it was given.</summary>
    public string? Title { get; }
}
