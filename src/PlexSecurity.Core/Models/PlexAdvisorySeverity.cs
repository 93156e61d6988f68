namespace PlexSecurity;

/// <summary>The severity of a published vulnerability, from the CVSS 3.1 score of its record.</summary>
public enum PlexAdvisorySeverity
{
    /// <summary>The record has no score.</summary>
    NotScored,

    /// <summary>0.1 to 3.9.</summary>
    Low,

    /// <summary>4.0 to 6.9.</summary>
    Medium,

    /// <summary>7.0 to 8.9.</summary>
    High,

    /// <summary>9.0 to 10.</summary>
    Critical,
}
