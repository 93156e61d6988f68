using System.Buffers;
using System.Net;
using System.Text;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>
/// Searches text for tokens: plain, URL-encoded, and in hexadecimal digits or base64 of UTF-8 or UTF-16, anywhere in the encoded
/// text.
/// </summary>
internal sealed class TokenSearch
{
    private readonly SearchValues<string> _needles;

    public TokenSearch(IEnumerable<string> tokens)
    {
        string[] needles = [.. tokens.SelectMany(Forms).Distinct(StringComparer.OrdinalIgnoreCase)];
        Assert.All(needles, needle => Assert.True(needle.Length >= 8, "The token is too short to be distinct."));
        _needles = SearchValues.Create(needles, StringComparison.OrdinalIgnoreCase);
    }

    public bool Finds(string text) => text.AsSpan().ContainsAny(_needles);

    /// <summary>The forms of a token.</summary>
    public static IEnumerable<string> Forms(string token) =>
    [
        token,
        Uri.EscapeDataString(token),
        WebUtility.UrlEncode(token),
        string.Concat(Encoding.UTF8.GetBytes(token).Select(b => $"%{b:X2}")),
        Convert.ToHexString(Encoding.UTF8.GetBytes(token)),
        Convert.ToHexString(Encoding.Unicode.GetBytes(token)),
        .. Base64(Encoding.UTF8.GetBytes(token)),
        .. Base64(Encoding.Unicode.GetBytes(token)),
    ];

    /// <summary>The part of the base64 text that is independent of the surrounding bytes, for each of three alignments.</summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (int before = 0; before < 3; before++)
        {
            string encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
            int first = before == 0 ? 0 : before + 1;
            int whole = (before + bytes.Length) / 3 * 4;
            yield return encoded[first..whole];
        }
    }
}
