using System.Globalization;
using System.Security;

namespace PlexSecurity;

/// <summary>The computed cells of the format file.</summary>
public static class FormatText
{
    private const string Gone = "(gone)";

    /// <summary>A token masked, such as <c>transient-…3f2a</c>.</summary>
    /// <param name="token">The token.</param>
    /// <returns>At most its prefix and last four characters; <c>(gone)</c> for one that a disconnection has overwritten.</returns>
    public static string Token(SecureString? token)
    {
        if (token is null)
            return string.Empty;
        try
        {
            using PlexToken plain = PlexToken.FromSecureString(token);
            return plain.ToString();
        }
        catch (ObjectDisposedException)
        {
            return Gone;
        }
    }

    /// <summary>A version without the name of the commit behind it.</summary>
    /// <param name="version">Such as <c>1.43.4.10903-abcdef</c>.</param>
    /// <returns>Such as <c>1.43.4.10903</c>.</returns>
    public static string Version(string? version) => (version ?? string.Empty).Split('-')[0];

    /// <summary>A time to the minute, in the local time and the same form everywhere.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Such as <c>2026-03-04 12:00</c>.</returns>
    public static string Time(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
