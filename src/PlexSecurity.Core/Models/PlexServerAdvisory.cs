namespace PlexSecurity;

/// <summary>A published vulnerability of Plex Media Server, from its public record, and the server that was checked.</summary>
public sealed class PlexServerAdvisory
{
    private static readonly string[] KnownPlatforms = ["Windows", "Linux", "MacOSX", "FreeBSD"];

    internal PlexServerAdvisory()
    {
    }

    /// <summary>The id, such as <c>CVE-2025-69414</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The severity.</summary>
    public PlexAdvisorySeverity Severity { get; init; }

    /// <summary>The CVSS 3.1 base score, or null if the record has none.</summary>
    public double? Score { get; init; }

    /// <summary>The title of the record, or a short summary of its description if it has no title.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// The affected versions from the record, with <c>if on</c> if only one platform is affected and the platform of the server
    /// is unknown.
    /// </summary>
    public string Affected { get; internal set; } = string.Empty;

    /// <summary>The first version that the record marks as unaffected, or null.</summary>
    public string? FixedIn { get; init; }

    /// <summary>The only affected platform, or null.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether the record mentions tokens that are disclosed or stay valid.</summary>
    public bool AffectsTokens { get; init; }

    /// <summary>The date of publication, in UTC.</summary>
    public DateTime Published { get; init; }

    /// <summary>The URI of the record.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The server that was checked, or null if only a version was specified.</summary>
    public string? Server { get; private set; }

    /// <summary>The version that was checked, or null for all versions.</summary>
    public string? Version { get; private set; }

    /// <summary>The first affected version, or null.</summary>
    internal System.Version? From { get; init; }

    /// <summary>The first version after the affected ones, or null.</summary>
    internal System.Version? Before { get; init; }

    /// <summary>The last affected version, or null.</summary>
    internal System.Version? Through { get; init; }

    /// <summary>The id and the title.</summary>
    /// <returns>Such as <c>CVE-2025-69414: A transient token retrieves a permanent one</c>.</returns>
    public override string ToString() => $"{Id}: {Title}";

    /// <summary>
    /// Whether the advisory applies. If the platform of the server is not a known one, advisories for one platform apply.
    /// </summary>
    internal bool AppliesTo(System.Version version, string? platform) =>
        (From is null || version >= From)
        && (Before is null || version < Before)
        && (Through is null || version <= Through)
        && (Platform is null || KnownPlatform(platform) is not string known || known == Platform);

    /// <summary>Creates a copy for a server.</summary>
    internal PlexServerAdvisory For(string? server, string? version, string? platform)
    {
        var copy = (PlexServerAdvisory)MemberwiseClone();
        copy.Server = server;
        copy.Version = version;
        if (Platform is not null && KnownPlatform(platform) is null)
            copy.Affected = $"{Affected}, if on {Platform}";
        return copy;
    }

    private static string? KnownPlatform(string? platform) =>
        Array.Find(KnownPlatforms, known => platform?.IndexOf(known, StringComparison.OrdinalIgnoreCase) >= 0);
}
