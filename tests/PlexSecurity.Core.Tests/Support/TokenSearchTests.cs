using System.Text;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>The leak tests depend on this search.</summary>
public sealed class TokenSearchTests
{
    private const string Token = "transient-5a6b7c8d_+/";

    public static TheoryData<string> Hidden =>
    [
        $"x{Token}x",
        Token.ToUpperInvariant(),
        Uri.EscapeDataString(Token),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Token)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"a{Token}b")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"ab{Token}c")),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Token)),
        BitConverter.ToString(Encoding.UTF8.GetBytes(Token)),
    ];

    [Theory]
    [MemberData(nameof(Hidden))]
    public void A_token_is_found_in_every_form(string text) =>
        Assert.ThrowsAny<Exception>(() => TokenSearch.AssertNone(text, ["another", Token]));

    [Fact]
    public void A_mask_is_not_found() => TokenSearch.AssertNone("transient-…7c8d", [Token]);

    [Fact]
    public void An_exception_is_described_with_its_inner_exceptions_and_data()
    {
        Exception inner = new IOException(Token);
        Exception data = new InvalidOperationException("x") { Data = { ["key"] = Token } };

        Assert.Contains(
            Token, TokenSearch.Describe(new PlexException(PlexError.Timeout, "m", "a", inner)), StringComparison.Ordinal);
        Assert.Contains(Token, TokenSearch.Describe(new PlexException(PlexError.Timeout, "m", Token)), StringComparison.Ordinal);
        Assert.Contains(
            Token, TokenSearch.Describe(new PlexException(PlexError.Timeout, "m", "a", data)), StringComparison.Ordinal);
    }
}
