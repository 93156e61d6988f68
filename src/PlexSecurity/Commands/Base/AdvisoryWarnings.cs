using PlexSecurity.Module;

namespace PlexSecurity.Commands;

/// <summary>Creates the advisory warnings of a session. They require no network access and cause no failures.</summary>
internal static class AdvisoryWarnings
{
    /// <summary>On affected servers, a transient token can be used to get a permanent token.</summary>
    private const string PermanentToken = "CVE-2025-69414";

    /// <summary>A one-line warning for a server with a severe advisory or one that affects tokens; null otherwise.</summary>
    public static string? ForServer(PlexServerSession session) => Create(session, advisories =>
    {
        if (!advisories.Any(advisory => advisory.AffectsTokens || advisory.Severity >= PlexAdvisorySeverity.High))
            return null;
        string number = advisories.Count == 1 ? "1 published vulnerability" : $"{advisories.Count} published vulnerabilities";
        return $"Plex Media Server {FormatText.Version(session.Version)} on '{session.Name}' has {number}; the highest "
            + $"severity is {advisories.Max(advisory => advisory.Severity)}. Run Get-PlexServerAdvisory for details.";
    });

    /// <summary>A one-line warning for a server that does not limit transient tokens; null otherwise.</summary>
    public static string? ForTransientToken(PlexServerSession session) => Create(session, advisories =>
        advisories.All(advisory => advisory.Id != PermanentToken) ? null
            : $"On '{session.Name}', a transient token can be used to get a permanent one ({PermanentToken}), "
                + "so its 48-hour limit does not apply. Run Get-PlexServerAdvisory for details.");

    private static string? Create(PlexServerSession session, Func<IReadOnlyList<PlexServerAdvisory>, string?> format)
    {
        try
        {
            return format(ServerAdvisories.Known.For(session.Name, session.Version, session.Platform));
        }
        catch (PlexException failure)
        {
            // An unknown version causes no warning. Get-PlexServerAdvisory reports it as an error.
            return failure.Error == PlexError.InvalidVersion ? null : failure.Message;
        }
    }
}
