using System.ComponentModel;
using System.Globalization;
using System.Security;

namespace PlexSecurity;

/// <summary>The computed cells of the format file. Public for PowerShell alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FormatText
{
    private const string Disposed = "(disposed)";

    /// <summary>A token masked, such as <c>transient-…3f2a</c>.</summary>
    /// <param name="token">The token.</param>
    /// <returns>
    /// At most its prefix and last four characters; <c>(disposed)</c> for one that a disconnection has wiped.
    /// </returns>
    public static string Token(SecureString? token)
    {
        if (token is null)
            return string.Empty;
        try
        {
            return PlexToken.FromSecureString(token).ToString();
        }
        catch (ObjectDisposedException)
        {
            return Disposed;
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

    /// <summary>A time in milliseconds.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Such as <c>12</c>, or nothing for null.</returns>
    public static string Milliseconds(TimeSpan? time) =>
        time is TimeSpan known ? known.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>The route of a connection.</summary>
    /// <param name="local">Whether it is in the network of the source itself.</param>
    /// <param name="relay">Whether it goes through Plex's relay.</param>
    /// <returns><c>local</c>, <c>remote</c> or <c>relay</c>.</returns>
    public static string Route(bool local, bool relay) => relay ? "relay" : local ? "local" : "remote";

    /// <summary>
    /// A status in words, which say all; the color only helps the eye. An address that was not asked is neither good nor bad
    /// news.
    /// </summary>
    /// <param name="status">The status.</param>
    /// <param name="good">What switches to the color of good news; null or empty for no colors.</param>
    /// <param name="bad">What switches to the color of bad news.</param>
    /// <param name="reset">What ends a color.</param>
    /// <returns>Its name, in color unless NO_COLOR is set.</returns>
    public static string Status(ConnectionStatus status, string? good, string? bad, string? reset)
    {
        return IsPlain(good) || status is ConnectionStatus.NotSecure or ConnectionStatus.Skipped
            ? status.ToString()
            : (status == ConnectionStatus.Reachable ? good : bad) + status + reset;
    }

    /// <summary>A severity in words, and its score where there is one; the color only helps the eye.</summary>
    /// <param name="severity">The severity.</param>
    /// <param name="score">The score, or null.</param>
    /// <param name="bad">What switches to the color of bad news; null or empty for no colors.</param>
    /// <param name="reset">What ends a color.</param>
    /// <returns>Such as <c>High 8.5</c>, from high on in color unless NO_COLOR is set.</returns>
    public static string Severity(PlexAdvisorySeverity severity, double? score, string? bad, string? reset)
    {
        string words = score is double known ? FormattableString.Invariant($"{severity} {known:0.0}") : severity.ToString();
        return IsPlain(bad) || severity < PlexAdvisorySeverity.High ? words : bad + words + reset;
    }

    /// <summary>When something ends, and how far that is from now.</summary>
    /// <param name="end">The time.</param>
    /// <returns>Such as <c>2026-03-04 12:00 (in 47 h)</c>.</returns>
    public static string Expiry(DateTimeOffset end) => Expiry(end, DateTimeOffset.Now);

    private static bool IsPlain(string? color) =>
        string.IsNullOrEmpty(color) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    internal static string Expiry(DateTimeOffset end, DateTimeOffset now)
    {
        TimeSpan left = end - now;
        string distance = left <= TimeSpan.Zero ? "expired"
            : left < TimeSpan.FromHours(1) ? FormattableString.Invariant($"in {Math.Ceiling(left.TotalMinutes)} min")
            : FormattableString.Invariant($"in {Math.Floor(left.TotalHours)} h");
        return $"{Time(end)} ({distance})";
    }
}
