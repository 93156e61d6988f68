namespace PlexSecurity.Advisories;

/// <summary>A published vulnerability and the range of versions that it applies to.</summary>
/// <param name="Facts">What its record says.</param>
/// <param name="From">The first affected version, or null.</param>
/// <param name="Before">The first version after the affected ones, or null.</param>
/// <param name="Through">The last affected version, or null.</param>
internal sealed record KnownAdvisory(PlexServerAdvisory Facts, Version? From, Version? Before, Version? Through)
{
    /// <summary>Whether it applies; on a platform that is not known those of one platform do.</summary>
    public bool AppliesTo(Version version, string? platform) =>
        (From is null || version >= From)
        && (Before is null || version < Before)
        && (Through is null || version <= Through)
        && (Facts.Platform is null || platform is null || IsOn(platform));

    /// <summary>The advisory for the one who asked.</summary>
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
