using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using PlexSecurity.Advisories;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>Random server versions, and damaged advisory files.</summary>
public sealed partial class AdvisoryFuzzTests
{
    private const int Versions = 40_000;
    private const int Files = 20_000;

    private const string Sample = """
        {"dataAsOf":"2026-11-24","advisories":[
        {"id":"CVE-2000-1","severity":"High","score":8.5,"title":"One","affected":"1.41.7 to 1.42.0","fixedIn":"1.42.1",
        "from":"1.41.7","before":"1.42.1","through":null,"platform":null,"affectsTokens":true,"published":"2026-01-02",
        "uri":"https://www.cve.org/CVERecord?id=CVE-2000-1"},
        {"id":"CVE-2000-2","severity":"NotScored","score":null,"title":"Two","affected":"through 1.24.4.5081","fixedIn":null,
        "from":null,"before":null,"through":"1.24.4.5081","platform":"Windows","affectsTokens":false,"published":"2021-01-02",
        "uri":"https://www.cve.org/CVERecord?id=CVE-2000-2"}]}
        """;

    private static readonly Gen<string> Parts = Gen.Frequency(
        (6, Gen.Int[0, 99_999].Select(number => number.ToString(CultureInfo.InvariantCulture))),
        (3, Any(
            "", "-", "+1", " 1", "1 ", "0001", "2147483647", "2147483648", "99999999999999999999", "1e3", "0x1", "\u0661", "x",
            "1-5f2c7d1e8", "\0", "\u001b[31m", "1,000", "\u202E1")),
        (1, Gen.String[0, 12]));

    private static readonly Gen<string> Texts = Gen.Frequency(
        (5, Parts.Array[4].Select(parts => string.Join('.', parts))),
        (2, Parts.Array[0, 7].Select(parts => string.Join('.', parts))),
        (1, Gen.String[0, 400]));

    private static readonly Gen<Mutation> Mutations = Gen.Select(
        Gen.Int[0, (int)MutationKind.Truncate],
        Gen.Int[0, 65535],
        Gen.Int[1, 8],
        Gen.Int[0, 65535],
        (kind, at, length, value) => new Mutation((MutationKind)kind, at, length, value));

    [Fact]
    public void An_invalid_version_is_an_error_and_a_valid_one_gets_its_advisories()
    {
        AdvisoryList list = AdvisoryList.Read(Encoding.UTF8.GetBytes(Sample));
        int read = 0;

        Texts.Sample(
            text =>
            {
                Version? expected = Expected(text);
                if (expected is null)
                {
                    PlexException error = Assert.Throws<PlexException>(() => list.For("Attic", text, "Linux"));
                    Assert.Equal(PlexError.InvalidVersion, error.Error);
                    Printable.Check(error.Message, 400);
                    return;
                }

                Interlocked.Increment(ref read);
                string[] ids = [.. list.For("Attic", text, "Windows").Select(advisory => advisory.Id)];
                bool isFirst = expected >= new Version(1, 41, 7, 0) && expected < new Version(1, 42, 1, 0);
                Assert.Equal(isFirst, ids.Contains("CVE-2000-1"));
                Assert.Equal(expected <= new Version(1, 24, 4, 5081), ids.Contains("CVE-2000-2"));
            },
            iter: Versions,
            threads: 2);

        Assert.InRange(read, Versions / 100, Versions);
    }

    [Fact]
    public void A_damaged_file_gives_a_list_or_a_known_error()
    {
        byte[] sample = Encoding.UTF8.GetBytes(Sample);
        int lists = 0;

        Gen<byte[]> files = Mutations.List[1, 3].Select(
            mutations => mutations.Aggregate(sample, (file, mutation) => mutation.Apply(file, sample)));
        files.Sample(
            file =>
            {
                try
                {
                    AdvisoryList list = AdvisoryList.Read(file);
                    Interlocked.Increment(ref lists);
                    Assert.All(list.All, known => Assert.True(known.Uri.IsAbsoluteUri));
                }
                catch (Exception failure) when (failure is ResponseException or FormatException)
                {
                    // The documented errors.
                }
            },
            iter: Files,
            threads: 2);

        Assert.InRange(lists, 1, Files - 1);
    }

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    /// <summary>Parses the four numbers independently of the code under test; null if there are none.</summary>
    private static Version? Expected(string text)
    {
        Match match = FourNumbers().Match(text);
        if (!match.Success)
            return null;
        string[] parts = match.Groups[1].Value.Split('.');
        BigInteger[] numbers = [.. parts.Select(part => BigInteger.Parse(part, CultureInfo.InvariantCulture))];
        return numbers.Any(number => number > int.MaxValue)
            ? null
            : new Version((int)numbers[0], (int)numbers[1], (int)numbers[2], (int)numbers[3]);
    }

    [GeneratedRegex(@"\A\s*([0-9]+(?:\.[0-9]+){3})(?:-[A-Za-z0-9._-]{0,255})?\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex FourNumbers();
}
