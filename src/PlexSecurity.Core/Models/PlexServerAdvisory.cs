namespace PlexSecurity;

/// <summary>A published vulnerability of Plex Media Server, as its record has it, and the server it was asked for.</summary>
public sealed class PlexServerAdvisory
{
    internal PlexServerAdvisory()
    {
    }

    /// <summary>Its number, such as <c>CVE-2025-69414</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How severe it is.</summary>
    public PlexAdvisorySeverity Severity { get; init; }

    /// <summary>The CVSS 3.1 base score, or null where the record has none.</summary>
    public double? Score { get; init; }

    /// <summary>What it is about: the record's title, or a short one after its description where it has none.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// The affected versions as the record has them; one of a platform alone says <c>if on</c> while that is not known.
    /// </summary>
    public required string Affected { get; init; }

    /// <summary>The first version that the record marks as not affected, or null where it marks none.</summary>
    public string? FixedIn { get; init; }

    /// <summary>The one platform it is about, or null.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether the record speaks of tokens that are given away or stay valid.</summary>
    public bool AffectsTokens { get; init; }

    /// <summary>The day the record was published, in UTC.</summary>
    public DateTime Published { get; init; }

    /// <summary>The page of the record.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The server it was asked for, or null where a version alone was given.</summary>
    public string? Server { get; init; }

    /// <summary>The version it was asked for, or null where all were.</summary>
    public string? Version { get; init; }

    /// <summary>The number and the title.</summary>
    /// <returns>Such as <c>CVE-2025-69414: A transient token retrieves a permanent one</c>.</returns>
    public override string ToString() => $"{Id}: {Title}";
}
