using System.Globalization;
using System.Text.Json;
using PlexSecurity.Module.Tests.Help;

namespace PlexSecurity.Module.Tests.Advisories;

/// <summary>The list of advisories in the built module.</summary>
public sealed class DataFileTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(TestedModule.Manifest)!, "PlexServerAdvisories.json"))).RootElement;

    private static IEnumerable<JsonElement> All => Root.GetProperty("advisories").EnumerateArray();

    [Fact]
    public void Records_are_unique_and_sorted_by_date()
    {
        string[] ids = [.. All.Select(advisory => Text(advisory, "id")!)];

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(All.Select(Day).OrderDescending(), All.Select(Day));
        Assert.All(All.Select(Day), day => Assert.InRange(day, new DateTime(2014, 1, 1), Date(Text(Root, "dataAsOf")!)));
    }

    [Fact]
    public void Each_advisory_links_to_its_own_record() => Assert.All(All, advisory =>
    {
        Assert.Matches(@"^CVE-20\d\d-\d{4,}$", Text(advisory, "id")!);
        Assert.Equal($"https://www.cve.org/CVERecord?id={Text(advisory, "id")}", Text(advisory, "uri"));
    });

    [Fact]
    public void Each_advisory_has_one_upper_limit_above_its_lower_one() => Assert.All(All, advisory =>
    {
        Version? before = Limit(advisory, "before");
        Version? through = Limit(advisory, "through");

        Assert.True(before is null ^ through is null);
        Assert.True(Limit(advisory, "from") is not Version from || (before is null ? from <= through : from < before));
        Assert.True(Text(advisory, "fixedIn") is not string fixedIn || fixedIn == Text(advisory, "before"));
    });

    [Fact]
    public void The_severity_matches_the_score() => Assert.All(All, advisory =>
    {
        double? score = advisory.GetProperty("score") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
        string severity = score switch { null => "NotScored", >= 9 => "Critical", >= 7 => "High", >= 4 => "Medium", _ => "Low" };

        Assert.Equal(severity, Text(advisory, "severity"));
        Assert.InRange(score ?? 1, 0.1, 10);
    });

    [Fact]
    public void The_help_page_has_the_date_of_the_data()
    {
        string page = HelpPages.Files().Single(file => Path.GetFileNameWithoutExtension(file) == "Get-PlexServerAdvisory");

        Assert.Contains($"records on {Text(Root, "dataAsOf")}.", File.ReadAllText(page), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static DateTime Day(JsonElement advisory) => Date(Text(advisory, "published")!);

    private static DateTime Date(string day) => DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Version? Limit(JsonElement advisory, string name) =>
        Text(advisory, name) is string text ? Version.Parse(text) : null;
}
