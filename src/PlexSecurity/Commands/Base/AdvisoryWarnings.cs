using PlexSecurity.Module;

namespace PlexSecurity.Commands;

/// <summary>What a session's version warns of. Nothing is asked of the network, and nothing fails for it.</summary>
internal static class AdvisoryWarnings
{
    /// <summary>A transient token can be made permanent.</summary>
    private const string PermanentToken = "CVE-2025-69414";

    /// <summary>One line about a server with a severe advisory or one that affects tokens; null otherwise.</summary>
    public static string? OfServer(PlexServerSession session) => Of(session, advisories =>
    {
        if (!advisories.Any(advisory => advisory.AffectsTokens || advisory.Severity >= PlexAdvisorySeverity.High))
            return null;
        string number = advisories.Count == 1 ? "1 published vulnerability" : $"{advisories.Count} published vulnerabilities";
        return $"Plex Media Server {FormatText.Version(session.Version)} on '{session.Name}' has {number}; the highest "
            + $"severity is {advisories.Max(advisory => advisory.Severity)}. Run Get-PlexServerAdvisory for details.";
    });

    /// <summary>One line about a server where a transient token does not end; null otherwise.</summary>
    public static string? OfTransientToken(PlexServerSession session) => Of(session, advisories =>
        advisories.All(advisory => advisory.Id != PermanentToken) ? null
            : $"On '{session.Name}', a transient token can be used to get a permanent one ({PermanentToken}), "
                + "so its 48-hour limit does not apply. Run Get-PlexServerAdvisory for details.");

    private static string? Of(PlexServerSession session, Func<IReadOnlyList<PlexServerAdvisory>, string?> words)
    {
        try
        {
            return words(ServerAdvisories.Known.For(session.Name, session.Version, session.Platform));
        }
        catch (PlexException failure)
        {
            // A version that is not known is no news here: Get-PlexServerAdvisory has an error for it.
            return failure.Error == PlexError.InvalidVersion ? null : failure.Message;
        }
    }
}
