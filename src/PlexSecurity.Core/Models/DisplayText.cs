using System.Globalization;
using System.Text;

namespace PlexSecurity.Models;

/// <summary>
/// Makes untrusted text safe for display: control characters can control a terminal, and format characters can reorder, hide or
/// break text.
/// </summary>
internal static class DisplayText
{
    /// <summary>The maximum length, in UTF-16 code units.</summary>
    public const int MaximumLength = 256;

    private const int MaximumHostNameLength = 253;
    private const char Ellipsis = '…';

    /// <summary>
    /// Removes control characters, format characters, line and paragraph separators (Unicode Cc, Cf, Zl, Zp) and lone surrogates,
    /// and truncates the text to <see cref="MaximumLength"/>. Returns null if no text remains.
    /// </summary>
    public static string? Sanitize(string? text)
    {
        if (text is null || IsPlain(text))
            return text is { Length: > 0 } ? text : null;

        StringBuilder shown = new(Math.Min(text.Length, MaximumLength));
        for (int i = 0; i < text.Length; i++)
        {
            int units = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (IsDisplayable(CharUnicodeInfo.GetUnicodeCategory(text, i)))
            {
                if (shown.Length + units >= MaximumLength)
                {
                    shown.Append(Ellipsis);
                    break;
                }

                shown.Append(text, i, units);
            }

            i += units - 1;
        }

        return shown.ToString().Trim() is { Length: > 0 } result ? result : null;
    }

    /// <summary>
    /// Returns the name if it has the form of an ASCII host name, including a wildcard of a certificate; null otherwise.
    /// </summary>
    public static string? HostName(string? name)
    {
        if (name is not { Length: > 0 and <= MaximumHostNameLength })
            return null;
        foreach (char c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '*'))
                return null;
        }

        return name;
    }

    /// <summary>Whether a text contains only visible ASCII characters, without spaces.</summary>
    public static bool IsVisibleAscii(string text)
    {
        foreach (char c in text)
        {
            if (c is <= ' ' or > '~')
                return false;
        }

        return true;
    }

    /// <summary>Replaces lone surrogates with U+FFFD.</summary>
    public static string WellFormed(string text)
    {
        foreach (char c in text)
        {
            if (char.IsSurrogate(c))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text;
    }

    /// <summary>A fast path for most texts: visible ASCII within the maximum length.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Length > MaximumLength)
            return false;
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
                return false;
        }

        return text.Length == 0 || (text[0] != ' ' && text[text.Length - 1] != ' ');
    }

    private static bool IsDisplayable(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
