using System.Text;

namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>One change to the bytes of a response.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="At">The position, in 1/65536 of the length.</param>
/// <param name="Length">The number of bytes.</param>
/// <param name="Value">A random number for the kind.</param>
internal readonly record struct Mutation(MutationKind Kind, int At, int Length, int Value)
{
    private static readonly string[] Fragments =
    [
        "\"", "{", "}", "[", "]", ":", ",", "<", ">", "/>", "</", "&", "&#0;", "&#x110000;", "&lt;", "&x;", "=", "'", "\\",
        "\\u0000",
        "\\ud800", "\\n", "\0", "\r\n", "\u00FC", "\uFEFF", "\u2028", "null", "true", "-0", "1e999", "99999999999999999999",
        "0.1",
        "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY x \"y\">]>", "<?xml version=\"1.1\"?>",
        "<?xml version=\"1.0\" encoding=\"utf-7\"?>",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<![CDATA[", "]]>", "<!--", "-->", "<?p ?>", "xmlns=\"\"",
        "xmlns:a=\"b\" ", "a:",
        "<html>", "{\"MediaContainer\":", "<MediaContainer ", "\"Device\":", "<Device ", "<Connection ", "\"Connection\":[",
        "\"token\":",
        "token=\"", "uri=\"https://", "\"uri\":\"https://", "\"port\":", "https://[::1", "https://a:99999",
        "http://a@b/?c#d", "%00", "\u202E", "\\udc00", "&#xD800;", "&#x9B;", "\u2019;", "\u200D",
    ];

    public byte[] Apply(byte[] body, byte[] other)
    {
        int at = (int)((long)At * body.Length >> 16);
        int count = Math.Min(Length, body.Length - at);
        ReadOnlySpan<byte> before = body.AsSpan(0, at);
        ReadOnlySpan<byte> part = body.AsSpan(at, count);
        ReadOnlySpan<byte> after = body.AsSpan(at + count);
        return Kind switch
        {
            MutationKind.Flip => [.. before, .. Flipped(part), .. after],
            MutationKind.Delete => [.. before, .. after],
            MutationKind.Duplicate => [.. before, .. part, .. part, .. after],
            MutationKind.Splice => [.. before, .. other.AsSpan((int)((long)(Value & 0xFFFF) * other.Length >> 16))],
            MutationKind.Insert => [.. before, .. Encoding.UTF8.GetBytes(Fragments[Value % Fragments.Length]), .. part, .. after],
            MutationKind.Replace => [.. before, .. Encoding.UTF8.GetBytes(Fragments[Value % Fragments.Length]), .. after],
            _ => [.. before],
        };
    }

    private byte[] Flipped(ReadOnlySpan<byte> part)
    {
        byte[] flipped = part.ToArray();
        if (flipped.Length > 0)
            flipped[0] ^= (byte)(1 << (Value & 7));
        return flipped;
    }
}
