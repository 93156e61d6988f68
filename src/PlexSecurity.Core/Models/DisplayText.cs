using System.Globalization;
using System.Text;

namespace PlexSecurity.Models;

/// <summary>
/// The one place that makes what came from outside safe to display: a terminal obeys control characters, and format characters
/// turn, hide or break the text around them.
/// </summary>
internal static class DisplayText
{
    /// <summary>The longest text that is shown, in UTF-16 units.</summary>
    public const int MaximumLength = 256;

    private const int LongestHostName = 253;
    private const char Ellipsis = '…';

    /// <summary>
    /// The text without control characters, format characters, line and paragraph separators (Unicode Cc, Cf, Zl, Zp) and halves
    /// of surrogate pairs, cut to <see cref="MaximumLength"/>; null where nothing is left.
    /// </summary>
    public static string? Of(string? text)
    {
        if (text is null || IsPlain(text))
            return text is { Length: > 0 } ? text : null;

        StringBuilder shown = new(Math.Min(text.Length, MaximumLength));
        for (int i = 0; i < text.Length; i++)
        {
            int units = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (IsShown(CharUnicodeInfo.GetUnicodeCategory(text, i)))
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

    /// <summary>A name, if it looks like a host's in ASCII, a certificate's wildcard included; null otherwise.</summary>
    public static string? HostName(string? name)
    {
        if (name is not { Length: > 0 and <= LongestHostName })
            return null;
        foreach (char c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '*'))
                return null;
        }

        return name;
    }

    /// <summary>Halves of surrogate pairs replaced (U+FFFD): half a character is not text.</summary>
    public static string WellFormed(string text)
    {
        int first = FirstHalf(text, 0);
        if (first < 0)
            return text;

        StringBuilder repaired = new(text);
        for (int i = first; i >= 0; i = FirstHalf(text, i + 1))
            repaired[i] = '\uFFFD';
        return repaired.ToString();
    }

    /// <summary>Most of what comes: visible ASCII, and not too long.</summary>
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

    private static bool IsShown(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private static int FirstHalf(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return i;
            i++;
        }

        return -1;
    }
}
