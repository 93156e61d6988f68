namespace PlexSecurity.Advisories;

/// <summary>A published vulnerability and the range of affected versions.</summary>
/// <param name="Facts">The data of the record.</param>
/// <param name="From">The first affected version, or null.</param>
/// <param name="Before">The first version after the affected ones, or null.</param>
/// <param name="Through">The last affected version, or null.</param>
internal sealed record KnownAdvisory(PlexServerAdvisory Facts, Version? From, Version? Before, Version? Through)
{
    /// <summary>Whether the advisory applies. If the platform is unknown, advisories for one platform apply.</summary>
    public bool AppliesTo(Version version, string? platform) =>
        (From is null || version >= From)
        && (Before is null || version < Before)
        && (Through is null || version <= Through)
        && (Facts.Platform is null || platform is null || IsOn(platform));

    /// <summary>Creates the advisory for a server.</summary>
    public PlexServerAdvisory For(string? server, string? version, string? platform) => new()
    {
        Id = Facts.Id,
        Severity = Facts.Severity,
        Score = Facts.Score,
        Title = Facts.Title,
        Affected = Facts.Platform is null || platform is not null ? Facts.Affected : $"{Facts.Affected}, if on {Facts.Platform}",
        FixedIn = Facts.FixedIn,
        Platform = Facts.Platform,
        AffectsTokens = Facts.AffectsTokens,
        Published = Facts.Published,
        Uri = Facts.Uri,
        Server = server,
        Version = version,
    };

    private bool IsOn(string platform) => string.Equals(platform, Facts.Platform, StringComparison.OrdinalIgnoreCase);
}
