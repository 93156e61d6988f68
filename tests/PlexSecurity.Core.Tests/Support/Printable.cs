using System.Globalization;
using PlexSecurity.Models;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>Asserts that a displayed text has no control or format characters.</summary>
internal static class Printable
{
    public static void Check(string? text) => Check(text, DisplayText.MaximumLength);

    public static void Check(string? text, int maximum)
    {
        if (text is null)
            return;
        Assert.InRange(text.Length, 1, maximum);
        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            Assert.True(
                category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate),
                $"U+{(int)text[i]:X4} ({category})");
        }
    }
}
