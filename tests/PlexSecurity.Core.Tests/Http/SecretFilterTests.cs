using PlexSecurity.Http;
using PlexSecurity.Models;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>Every inserted part of a message is filtered.</summary>
public sealed class SecretFilterTests
{
    private const string Token = "tOken/with+Signs-1234";

    public static TheoryData<string> Forms =>
    [
        Token,
        $"before {Token} after",
        Token.ToUpperInvariant(),
        Uri.EscapeDataString(Token),
        string.Concat(Token.Select(c => $"%{(int)c:X2}")),
        Token.Insert(5, "\u200b"),
        Token.Insert(5, "\r\n"),
        new string('a', 290) + Token,
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_text_with_the_token_is_hidden(string outside)
    {
        string written = Filter().Format($"one {outside} two");

        Assert.Equal("one (hidden: contains a secret) two", written);
    }

    [Theory]
    [InlineData("plain.example", "plain.example")]
    [InlineData("\u001b[31mred\u0007", "[31mred")]
    [InlineData("a\u202eb\u2028c\u200bd\u2066e\r\nf", "abcdef")]
    [InlineData("Grüße 日本", "Grüße 日本")]
    public void Control_characters_are_removed(string outside, string shown) =>
        Assert.Equal($"one {shown} two", Filter().Format($"one {outside} two"));

    [Fact]
    public void Nested_parts_are_checked_and_numbers_are_invariant()
    {
        FormattableString inner = $"({Token}, {1.5})";

        Assert.Equal("[((hidden: contains a secret), 1.5)]", Filter().Format($"[{inner}]"));
    }

    [Fact]
    public void A_long_text_is_cut() =>
        Assert.Equal(DisplayText.MaximumLength, Filter().Format($"{new string('x', 10_000)}").Length);

    /// <summary>The words of the message itself are not secret, even if one equals a password.</summary>
    [Fact]
    public void The_message_itself_is_not_filtered()
    {
        PlexToken token = new("refused");

        Assert.Equal("refused", new SecretFilter(Call(token), null).Format($"refused"));
    }

    private static SecretFilter Filter() => new(Call(new PlexToken(Token)), null);

    private static PlexCall Call(PlexToken token) => new(PlexRequest.ServerInfo(), token, null);
}
