using System.Text;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>A leak test proves nothing unless its search finds tokens.</summary>
public sealed class TokenSearchTests
{
    private const string Token = "Abc_-~+/=defGHI23456";

    private static readonly TokenSearch Search = new([Token]);

    [Fact]
    public void A_token_is_found_in_every_text_form()
    {
        Assert.True(Search.Finds($"before {Token} after"));
        Assert.True(Search.Finds(Token.ToUpperInvariant()));
        Assert.True(Search.Finds($"http://nas/?X-Plex-Token={Uri.EscapeDataString(Token)}&a=b"));
        Assert.True(Search.Finds(string.Concat(Token.Select(c => $"%{(int)c:x2}"))));
    }

    [Fact]
    public void A_token_is_found_in_hexadecimal_digits()
    {
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            Assert.True(Search.Finds(Convert.ToHexStringLower(encoding.GetBytes("before " + Token + " after"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("{\"token\":\"")]
    public void A_token_is_found_anywhere_in_base64(string before)
    {
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            Assert.True(Search.Finds(Convert.ToBase64String(encoding.GetBytes(before + Token + " after"))));
    }

    [Fact]
    public void A_mask_is_not_found() => Assert.False(Search.Finds("…3456 transient-… " + Token[..^1]));
}
