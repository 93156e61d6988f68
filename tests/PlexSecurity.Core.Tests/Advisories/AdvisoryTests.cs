using System.Text;
using PlexSecurity.Advisories;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Advisories;

public sealed class AdvisoryTests
{
    [Theory]
    [InlineData("1.43.3.10861", "1.43.3.10861")]
    [InlineData("1.43.3.10861-5f2c7d1e8", "1.43.3.10861")]
    [InlineData(" 0.9.9.3-x-y ", "0.9.9.3")]
    public void A_version_has_four_numbers(string text, string numbers) =>
        Assert.Equal(Version.Parse(numbers), ServerVersion.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.43")]
    [InlineData("1.43.3")]
    [InlineData("1.43.3.1.2")]
    [InlineData("1.43.3.1-x (http://127.0.0.1/)")]
    [InlineData("1.43.3.")]
    [InlineData("1.43.3.+1")]
    [InlineData("1.43.3. 1")]
    [InlineData("1.43.3.-1")]
    [InlineData("1.43.3.99999999999")]
    [InlineData("1.43.3.\u0661")]
    [InlineData("newest\u001b[31m")]
    public void An_invalid_version_is_an_error(string? text)
    {
        AdvisoryList list = new(DateTime.UnixEpoch, [Known(before: new Version(9, 0, 0, 0))]);

        PlexException error = Assert.Throws<PlexException>(() => list.For("Attic", text, null));

        Assert.Equal(PlexError.InvalidVersion, error.Error);
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Theory]
    [InlineData("1.41.6.99999", false)]
    [InlineData("1.41.7.0", true)]
    [InlineData("1.42.0.99999", true)]
    [InlineData("1.42.1.0", false)]
    [InlineData("1.100.0.0", false)]
    [InlineData("1.5.0.0", false)]
    public void Limits_are_compared_as_numbers_and_the_upper_one_is_exclusive(string version, bool applies) => Assert.Equal(
        applies,
        Known(ServerVersion.ParseLimit("1.41.7"), ServerVersion.ParseLimit("1.42.1")).AppliesTo(ServerVersion.Parse(version),
            null));

    [Theory]
    [InlineData("1.42.2.10156-abc", true)]
    [InlineData("1.42.2.10157-abc", false)]
    public void Through_includes_the_limit(string version, bool applies) => Assert.Equal(
        applies, Known(through: new Version(1, 42, 2, 10156)).AppliesTo(ServerVersion.Parse(version), null));

    [Theory]
    [InlineData(null, "before 1.19.3, if on Windows")]
    [InlineData("Windows", "before 1.19.3")]
    [InlineData("windows", "before 1.19.3")]
    [InlineData("Microsoft Windows 11", "before 1.19.3")]
    [InlineData("Amiga", "before 1.19.3, if on Windows")]
    [InlineData("MacOSX", null)]
    [InlineData("Linux", null)]
    public void An_advisory_for_one_platform_is_conditional_if_the_platform_is_unknown(string? platform, string? affected)
    {
        AdvisoryList list = new(DateTime.UnixEpoch, [Known(before: new Version(1, 19, 3, 0), platform: "Windows")]);

        Assert.Equal(affected, list.For("Attic", "1.19.2.1", platform).SingleOrDefault()?.Affected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"dataAsOf":"2026-11-24","advisories":[]}""")]
    [InlineData("""{"dataAsOf":"yesterday","advisories":[]}""")]
    [InlineData("""{"dataAsOf":"2026-11-24","advisories":[{"id":"CVE-1"}]}""")]
    public void A_damaged_file_is_an_error(string text)
    {
        Exception? failure = Record.Exception(() => AdvisoryList.Read(Encoding.UTF8.GetBytes(text)));

        Assert.True(failure is ResponseException or FormatException);
    }

    private static PlexServerAdvisory Known(
        Version? from = null, Version? before = null, Version? through = null, string? platform = null) => new()
        {
            Id = "CVE-2000-1",
            Title = "An example",
            Affected = "before 1.19.3",
            Platform = platform,
            Uri = new Uri("https://www.cve.org/CVERecord?id=CVE-2000-1"),
            From = from,
            Before = before,
            Through = through,
        };
}
