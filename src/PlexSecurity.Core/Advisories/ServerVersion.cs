using System.Globalization;
using PlexSecurity.Models;

namespace PlexSecurity.Advisories;

/// <summary>The four numbers of a server version. The commit after the dash is ignored.</summary>
internal static class ServerVersion
{
    private const int Numbers = 4;

    /// <summary>Parses a version. All four numbers are required: an incomplete version cannot be compared with a range.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidVersion"/>.</exception>
    public static Version Parse(string? text) => TryRead(WithoutCommit(text?.Trim()), Numbers) ?? throw new PlexException(
        PlexError.InvalidVersion,
        DisplayText.Sanitize(text) is string shown
            ? $"'{shown}' is not a version of Plex Media Server."
            : "The version of Plex Media Server is unknown.",
        "Specify all four numbers, such as 1.43.4.10903. A suffix after a dash is ignored.");

    /// <summary>Parses the limit of a range. Missing numbers are 0.</summary>
    /// <exception cref="FormatException">It is not two to four numbers.</exception>
    public static Version ParseLimit(string text) =>
        TryRead(text, 2) ?? throw new FormatException($"'{text}' is not the limit of a version range.");

    /// <summary>Other text after the dash, such as the rest of a name, makes a version invalid.</summary>
    private static string? WithoutCommit(string? text) =>
        text?.IndexOf('-') is int dash and >= 0 && SourceIdentifier.IsIdentifier(text.Substring(dash))
            ? text.Substring(0, dash)
            : text;

    private static Version? TryRead(string? text, int least)
    {
        string[] parts = text?.Split('.') ?? [];
        if (parts.Length < least || parts.Length > Numbers)
            return null;

        int[] numbers = new int[Numbers];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return new Version(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
