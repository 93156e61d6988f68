using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PlexSecurity.Responses;

/// <summary>
/// Reads the text of a JSON token. Utf8JsonReader.GetString rejects the response because of one invalid UTF-8 byte or a lone
/// surrogate in an unused member. Here, invalid characters are replaced.
/// </summary>
internal static class JsonText
{
    private const int EscapedUnitLength = 4;

    public static string Read(ref Utf8JsonReader reader)
    {
#if NET
        string text = Encoding.UTF8.GetString(reader.ValueSpan);
#else
        string text = Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
#endif
        return text.IndexOf('\\') < 0 || reader.TokenType == JsonTokenType.Number ? text : Unescape(text);
    }

    /// <summary>Resolves escapes. The reader has already validated them.</summary>
    private static string Unescape(string text)
    {
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            i++;
            if (text[i] == 'u')
            {
                string unit = text.Substring(i + 1, EscapedUnitLength);
                plain.Append((char)ushort.Parse(unit, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += EscapedUnitLength;
            }
            else
            {
                plain.Append(Character(text[i]));
            }
        }

        return plain.ToString();
    }

    private static char Character(char escaped) => escaped switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escaped,
    };
}
