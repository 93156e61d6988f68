using System.Text.RegularExpressions;
using CsCheck;
using PlexSecurity.Connections;
using PlexSecurity.Models;

namespace PlexSecurity.Core.Tests.Connections;

/// <summary>Server selection by identifier or by name, with wildcards.</summary>
public sealed class ServerSelectorTests
{
    private const string Letters = "aB?*[";
    private const string MachineIdentifier = "0123456789abcdef0123456789abcdef01234567";

    private static readonly AccountServer[] Servers =
    [
        Server("a", "Attic"), Server("b", "Att?c"), Server("c", "Cellar"), Server("d", "Garage"), Server("e", "[x]"),
        Server("f", "d"), Server(MachineIdentifier, "Loft"), Server("g", MachineIdentifier),
        Server(MachineIdentifier.ToUpperInvariant(), "x"),
    ];

    [Theory]
    [InlineData("a", "a")]
    [InlineData("ATTIC", "a")]
    [InlineData("server://b", "b")]
    [InlineData("server://d", "d")]
    [InlineData("Cel*", "c")]
    [InlineData("[x]", "e")]
    [InlineData(MachineIdentifier, MachineIdentifier)]
    [InlineData("server://" + MachineIdentifier, MachineIdentifier)]
    public void A_server_is_selected_by_identifier_or_name(string text, string identifier)
    {
        PlexException failure = Assert.Throws<PlexException>(() => ServerSelector.SelectConnection(Servers, text));

        // No server has a token here: the error names the selected one.
        Assert.Equal(PlexError.InvalidResponse, failure.Error);
        Assert.Contains($"({identifier})", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Another person must not be able to replace a server with the name or the identifier of their server.</summary>
    [Theory]
    [InlineData("d", "'Garage' (d), 'd' (f)")]
    [InlineData("Att?c", "'Attic' (a), 'Att?c' (b)")]
    public void A_text_that_matches_several_servers_selects_none(string text, string matches)
    {
        PlexException failure = Assert.Throws<PlexException>(() => ServerSelector.SelectConnection(Servers, text));

        Assert.Equal(PlexError.AmbiguousServer, failure.Error);
        Assert.Contains(matches, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PlexError.InvalidResponse, "(b)", null, true, false)]
    [InlineData(PlexError.AmbiguousServer, "owns 2 servers: 'A' (a), 'C' (c).", true, false, true)]
    [InlineData(PlexError.UnknownServer, "owns no server. The account has 'A' (a), 'B' (b).", false, null)]
    [InlineData(PlexError.UnknownServer, "owns no server. The account has no servers.")]
    public void Without_a_text_the_only_owned_server_is_selected(PlexError error, string text, params bool?[] owned)
    {
        AccountServer[] servers = [.. owned.Select((value, i) => Server($"{(char)('a' + i)}", $"{(char)('A' + i)}", value))];

        PlexException failure = Assert.Throws<PlexException>(() => ServerSelector.SelectConnection(servers, null));

        Assert.Equal(error, failure.Error);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server://Attic")]
    [InlineData("0000000000000000000000000000000000000000")]
    public void An_identifier_does_not_match_a_name(string text)
    {
        AccountServer[] servers = [Server("a", "Attic"), Server("b", text)];

        PlexException failure = Assert.Throws<PlexException>(() => ServerSelector.SelectConnection(servers, text));

        Assert.Equal(PlexError.UnknownServer, failure.Error);
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
                Assert.Equal(isMatch, failure.Error == PlexError.InvalidResponse);
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

    private static AccountServer Server(string identifier, string name, bool? owned = true) =>
        new(new PlexSource(PlexSourceKind.Server, identifier, name, "plex.tv", owned), null);
}
