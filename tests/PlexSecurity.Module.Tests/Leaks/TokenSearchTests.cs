using System.Text;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>A search that finds nothing proves nothing before it has found something.</summary>
public sealed class TokenSearchTests
{
    private const string Token = "Abc_-~+/=defGHI23456";

    private static readonly TokenSearch Search = new([Token]);

    [Fact]
    public void A_token_is_found_however_it_is_written()
    {
        Assert.True(Search.Finds($"before {Token} behind"));
        Assert.True(Search.Finds(Token.ToUpperInvariant()));
        Assert.True(Search.Finds($"http://nas/?X-Plex-Token={Uri.EscapeDataString(Token)}&a=b"));
        Assert.True(Search.Finds(string.Concat(Token.Select(c => $"%{(int)c:x2}"))));
    }

    [Fact]
    public void A_token_is_found_in_hexadecimal_digits_as_a_saved_SecureString_has_it_on_Linux()
    {
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            Assert.True(Search.Finds(Convert.ToHexStringLower(encoding.GetBytes("before " + Token + " behind"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("{\"token\":\"")]
    public void A_token_is_found_in_base64_wherever_it_stands(string before)
    {
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            Assert.True(Search.Finds(Convert.ToBase64String(encoding.GetBytes(before + Token + " behind"))));
    }

    [Fact]
    public void What_a_mask_shows_is_not_found() => Assert.False(Search.Finds("…3456 transient-… " + Token[..^1]));
}
