using System.Diagnostics;
using System.Reflection;
using System.Security;

namespace PlexSecurity.Core.Tests.Security;

public sealed class PlexTokenTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("ABCdef-_.~!@#$%^&*()+=[]{}|;:',<>?/\"\\`")]
    [InlineData("transient-00000000-1111-2222-3333-444444443f2a")]
    public void A_token_reveals_its_text(string text)
    {
        PlexToken token = new(text);

        Assert.Equal(text, token.Reveal());
    }

    [Theory]
    [InlineData("transient-00000000-1111-2222-3333-444444443f2a", PlexTokenKind.Transient)]
    [InlineData("transient-", PlexTokenKind.Transient)]
    [InlineData("Transient-00000000", PlexTokenKind.Account)]
    [InlineData("abcdefghijklmnopqrst", PlexTokenKind.Account)]
    public void The_prefix_determines_the_kind(string text, PlexTokenKind kind)
    {
        PlexToken token = new(text);

        Assert.Equal(kind, token.Kind);
    }

    [Theory]
    [InlineData("transient-00000000-1111-2222-3333-444444443f2a", "transient-…3f2a")]
    [InlineData("abcdefghijklmnopqrst", "…qrst")]
    [InlineData("abcdefghijklmnop", "…mnop")]
    [InlineData("abcdefghijklmno", "…")]
    [InlineData("transient-short", "transient-…")]
    [InlineData("a", "…")]
    public void A_mask_shows_four_characters_of_a_long_token_and_none_of_a_short_one(string text, string mask)
    {
        PlexToken token = new(text);

        Assert.Equal(mask, token.ToString());
        Assert.Equal(mask, $"{token}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("System.Security.SecureString")]
    [InlineData("with space")]
    [InlineData("with\ttab")]
    [InlineData("with\r\nX-Injected: 1")]
    [InlineData("with\nline")]
    [InlineData("with\0nul")]
    [InlineData("with\u007Fdelete")]
    [InlineData("with\u0085next-line")]
    [InlineData("ümlaut")]
    [InlineData("with\u2028separator")]
    [InlineData("\uFF21full-width")]
    public void Invalid_text_is_refused_without_quoting_it(string? text)
    {
        PlexException refusal = Assert.Throws<PlexException>(() => new PlexToken(text!));

        Assert.Equal(PlexError.InvalidToken, refusal.Error);
        Assert.NotEmpty(refusal.RecommendedAction);
        if (text?.Trim().Length > 0)
            Assert.DoesNotContain(text.Trim(), refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_maximum_length_is_enforced()
    {
        PlexToken longest = new(new string('x', PlexToken.MaximumLength));
        Assert.Equal(PlexToken.MaximumLength, longest.Reveal().Length);

        Assert.Throws<PlexException>(() => new PlexToken(new string('x', PlexToken.MaximumLength + 1)));
        Assert.Throws<PlexException>(() => new PlexToken(new string('x', 65536)));
    }

    [Fact]
    public void A_token_converts_to_a_SecureString_and_back()
    {
        PlexToken token = new("abcdefghijklmnopqrst");
        using SecureString secure = token.ToSecureString();
        Assert.True(secure.IsReadOnly());

        PlexToken back = PlexToken.FromSecureString(secure);

        Assert.Equal("abcdefghijklmnopqrst", back.Reveal());
        Assert.Equal(20, secure.Length);
    }

    [Fact]
    public void An_empty_SecureString_is_refused()
    {
        using SecureString empty = new();

        Assert.Equal(PlexError.InvalidToken, Assert.Throws<PlexException>(() => PlexToken.FromSecureString(empty)).Error);
        Assert.Throws<ArgumentNullException>(() => PlexToken.FromSecureString(null!));
        empty.Dispose();
        Assert.Equal(PlexError.InvalidToken, Assert.Throws<PlexException>(() => PlexToken.FromSecureString(empty)).Error);
    }

    /// <summary>All requests of a client share it, and only Reveal and ToSecureString return its text.</summary>
    [Fact]
    public void A_token_is_immutable_and_its_only_public_property_is_Kind()
    {
        FieldInfo[] fields = typeof(PlexToken).GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance);
        PropertyInfo property = Assert.Single(typeof(PlexToken).GetProperties());

        Assert.All(fields, field => Assert.True(field.IsInitOnly && !field.IsPublic, field.Name));
        Assert.All(fields, field => Assert.True(field.FieldType == typeof(string) || field.FieldType.IsEnum, field.Name));
        Assert.Equal((nameof(PlexToken.Kind), false), (property.Name, property.CanWrite));
    }

    [Fact]
    public void Disposing_of_the_SecureString_keeps_the_token()
    {
        PlexToken token = new("abcdefghijklmnopqrst");
        SecureString secure = token.ToSecureString();
        PlexToken second = PlexToken.FromSecureString(secure);

        secure.Dispose();

        Assert.Equal("abcdefghijklmnopqrst", token.Reveal());
        Assert.Equal("abcdefghijklmnopqrst", second.Reveal());
    }

    [Fact]
    public void The_debugger_shows_the_mask()
    {
        DebuggerDisplayAttribute display = typeof(PlexToken).GetCustomAttribute<DebuggerDisplayAttribute>()!;

        Assert.Equal("{ToString(),nq}", display.Value);
    }
}
