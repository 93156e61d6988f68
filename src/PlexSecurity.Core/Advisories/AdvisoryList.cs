using System.Globalization;
using System.Text.Json;

namespace PlexSecurity.Advisories;

/// <summary>The published vulnerabilities of Plex Media Server, in the order of the data file.</summary>
/// <param name="DataAsOf">The date of the data.</param>
/// <param name="All">The advisories.</param>
internal sealed record AdvisoryList(DateTime DataAsOf, IReadOnlyList<KnownAdvisory> All)
{
    /// <summary>Reads the data file.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">A value is not valid.</exception>
    /// <exception cref="KeyNotFoundException">A value is missing.</exception>
    /// <exception cref="InvalidOperationException">A value has the wrong type.</exception>
    public static AdvisoryList Read(Stream file)
    {
        using JsonDocument document = JsonDocument.Parse(file);
        JsonElement root = document.RootElement;
        return new AdvisoryList(
            Day(root.GetProperty("dataAsOf")),
            [.. root.GetProperty("advisories").EnumerateArray().Select(Advisory)]);
    }

    /// <summary>Gets the advisories that apply to a server.</summary>
    /// <param name="server">The name of the server, or null.</param>
    /// <param name="version">The server version.</param>
    /// <param name="platform">The platform of the server, or null if it is unknown.</param>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidVersion"/>.</exception>
    public IReadOnlyList<PlexServerAdvisory> For(string? server, string? version, string? platform)
    {
        Version numbers = ServerVersion.Parse(version);
        return [.. All.Where(known => known.AppliesTo(numbers, platform)).Select(known => known.For(server, version, platform))];
    }

    private static KnownAdvisory Advisory(JsonElement element) => new(
        new PlexServerAdvisory
        {
            Id = Text(element, "id"),
            Severity = Severity(Text(element, "severity")),
            Score = element.GetProperty("score") is { ValueKind: not JsonValueKind.Null } score ? score.GetDouble() : null,
            Title = Text(element, "title"),
            Affected = Text(element, "affected"),
            FixedIn = element.GetProperty("fixedIn").GetString(),
            Platform = element.GetProperty("platform").GetString(),
            AffectsTokens = element.GetProperty("affectsTokens").GetBoolean(),
            Published = Day(element.GetProperty("published")),
            Uri = new Uri(Text(element, "uri")),
        },
        Limit(element, "from"),
        Limit(element, "before"),
        Limit(element, "through"));

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static PlexAdvisorySeverity Severity(string name) => Enum.TryParse(name, out PlexAdvisorySeverity severity)
        ? severity
        : throw new FormatException($"'{name}' is not a severity.");

    private static Version? Limit(JsonElement element, string name) =>
        element.GetProperty(name).GetString() is string text ? ServerVersion.ParseLimit(text) : null;

    private static DateTime Day(JsonElement element) =>
        DateTime.ParseExact(element.GetString() ?? string.Empty, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
