using System.Buffers;
using System.Net;
using System.Text;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>
/// Looks for tokens in text: whole, URL-encoded, and in hexadecimal digits or base64 of UTF-8 or UTF-16, wherever in the encoded
/// text they stand.
/// </summary>
internal sealed class TokenSearch
{
    private readonly SearchValues<string> _needles;

    public TokenSearch(IEnumerable<string> tokens)
    {
        string[] needles = [.. tokens.SelectMany(Forms).Distinct(StringComparer.OrdinalIgnoreCase)];
        Assert.All(needles, needle => Assert.True(needle.Length >= 8, "Too short to be told from other text."));
        _needles = SearchValues.Create(needles, StringComparison.OrdinalIgnoreCase);
    }

    public bool Finds(string text) => text.AsSpan().ContainsAny(_needles);

    /// <summary>How one token may look.</summary>
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

    /// <summary>What is the same whatever stands before and behind, for each of the three ways bytes fall into groups.</summary>
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
