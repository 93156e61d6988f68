using System.Globalization;
using PlexSecurity.Responses;

namespace PlexSecurity.Advisories;

/// <summary>The published vulnerabilities of Plex Media Server, in the order of the data file.</summary>
/// <param name="DataAsOf">The date of the data.</param>
/// <param name="All">The advisories.</param>
internal sealed record AdvisoryList(DateTime DataAsOf, IReadOnlyList<PlexServerAdvisory> All)
{
    /// <summary>Reads the data file, with the parser of the responses.</summary>
    /// <exception cref="ResponseException">It is not JSON.</exception>
    /// <exception cref="FormatException">A value is missing or not valid.</exception>
    public static AdvisoryList Read(ReadOnlySpan<byte> file)
    {
        ResponseElement root = new(string.Empty);
        JsonResponse.Read(file, root);
        List<PlexServerAdvisory> all = [];
        foreach (ResponseElement element in root.ChildrenNamed("advisories"))
            all.Add(Advisory(element));
        return all.Count > 0
            ? new AdvisoryList(Day(root, "dataAsOf"), all)
            : throw new FormatException("There are no advisories.");
    }

    /// <summary>Gets the advisories that apply to a version. The name and the platform of the server can be null.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidVersion"/>.</exception>
    public IReadOnlyList<PlexServerAdvisory> For(string? server, string? version, string? platform)
    {
        Version numbers = ServerVersion.Parse(version);
        return [.. All.Where(known => known.AppliesTo(numbers, platform)).Select(known => known.For(server, version, platform))];
    }

    private static PlexServerAdvisory Advisory(ResponseElement element) => new()
    {
        Id = Text(element, "id"),
        Severity = Severity(Text(element, "severity")),
        Score = element["score"] is string score ? double.Parse(score, CultureInfo.InvariantCulture) : null,
        Title = Text(element, "title"),
        Affected = Text(element, "affected"),
        FixedIn = element["fixedIn"],
        Platform = element["platform"],
        AffectsTokens = bool.Parse(Text(element, "affectsTokens")),
        Published = Day(element, "published"),
        Uri = new Uri(Text(element, "uri")),
        From = Limit(element["from"]),
        Before = Limit(element["before"]),
        Through = Limit(element["through"]),
    };

    private static string Text(ResponseElement element, string name) =>
        element[name] ?? throw new FormatException($"'{name}' is missing.");

    private static PlexAdvisorySeverity Severity(string name) => Enum.TryParse(name, out PlexAdvisorySeverity severity)
        ? severity
        : throw new FormatException($"'{name}' is not a severity.");

    private static Version? Limit(string? text) => text is null ? null : ServerVersion.ParseLimit(text);

    private static DateTime Day(ResponseElement element, string name) =>
        DateTime.ParseExact(Text(element, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
