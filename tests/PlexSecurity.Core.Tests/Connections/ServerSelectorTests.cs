using System.Text.RegularExpressions;
using CsCheck;
using PlexSecurity.Connections;
using PlexSecurity.Models;

namespace PlexSecurity.Core.Tests.Connections;

/// <summary>Server selection by name: identifiers precede names, and names precede wildcards.</summary>
public sealed class ServerSelectorTests
{
    private const string Letters = "aB?*[";

    [Theory]
    [InlineData("Att?c", "b")]
    [InlineData("att?C", "b")]
    [InlineData("a", "a")]
    [InlineData("server://b", "b")]
    [InlineData("Cel*", "c")]
    [InlineData("d", "d")]
    [InlineData("[x]", "e")]
    public void Exact_matches_precede_wildcards_and_identifiers_precede_names(string text, string identifier)
    {
        AccountServer[] servers =
        [
            Server("a", "Attic"), Server("b", "Att?c"), Server("c", "Cellar"), Server("d", "Garage"), Server("e", "[x]"),
            Server("f", "d"),
        ];

        PlexException failure = Assert.Throws<PlexException>(() => ServerSelector.SelectConnection(servers, text));

        // No server has a token here: the error names the selected one.
        Assert.Equal(PlexError.InvalidResponse, failure.Error);
        Assert.Contains($"({identifier})", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ambiguous_name_lists_ten_servers_and_counts_the_rest()
    {
        AccountServer[] servers = [.. Enumerable.Range(0, 25).Select(i => Server($"id{i}", $"Name{i}"))];

        PlexException all = Assert.Throws<PlexException>(() => ServerSelector.SelectConnection(servers, "*"));
        PlexException none = Assert.Throws<PlexException>(() => ServerSelector.SelectConnection([], "Attic"));

        Assert.Equal((PlexError.AmbiguousServer, PlexError.UnknownServer), (all.Error, none.Error));
        Assert.Contains("'Name9' (id9) and 15 more", all.Message, StringComparison.Ordinal);
        Assert.Contains("The account has no servers.", none.Message, StringComparison.Ordinal);
    }

    /// <summary>Compares with the equivalent regular expression; few letters, so that many patterns match.</summary>
    [Fact]
    public void Wildcards_match_like_the_equivalent_regular_expression()
    {
        Gen<string> texts =
            Gen.Int[0, Letters.Length - 1].Select(i => Letters[i]).Array[0, 8].Select(letters => new string(letters));
        int matched = 0;
        Gen.Select(texts, texts).Sample(
            (pattern, name) =>
            {
                string expression = Regex.Escape(pattern)
                    .Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal);
                bool isMatch = pattern.Length > 0
                    && Regex.IsMatch(name, $"^(?:{expression})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
                PlexException failure =
                    Assert.Throws<PlexException>(() => ServerSelector.SelectConnection([Server("x-1", name)], pattern));
                Assert.Equal(isMatch || pattern == name, failure.Error == PlexError.InvalidResponse);
                if (isMatch)
                    Interlocked.Increment(ref matched);
            },
            iter: 20_000);
        Assert.True(matched > 200, $"Only {matched} matched.");
    }

    [Fact]
    public void A_pattern_with_many_stars_is_matched_quickly()
    {
        string pattern = string.Concat(Enumerable.Repeat("*a", 2000)) + "b";

        PlexException failure =
            Assert.Throws<PlexException>(() => ServerSelector.SelectConnection([Server("x-1", new string('a', 2000))], pattern));

        Assert.Equal(PlexError.UnknownServer, failure.Error);
    }

    private static AccountServer Server(string identifier, string name) =>
        new(new PlexSource(PlexSourceKind.Server, identifier, name, "plex.tv", true), null);
}
