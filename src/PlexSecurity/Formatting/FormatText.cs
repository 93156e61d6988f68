using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Security;

namespace PlexSecurity;

/// <summary>Computes cells for the format file. Public only for PowerShell.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FormatText
{
    /// <summary>Returns the masked token, such as <c>transient-…3f2a</c>.</summary>
    /// <param name="token">The token.</param>
    /// <returns>At most the prefix and the last four characters; <c>(disposed)</c> if the session was disconnected.</returns>
    public static string Token(SecureString? token)
    {
        if (token is null)
            return string.Empty;
        try
        {
            return PlexToken.FromSecureString(token).ToString();
        }
        catch (PlexException)
        {
            return "(disposed)";
        }
    }

    /// <summary>Returns a version without the commit.</summary>
    /// <param name="version">Such as <c>1.43.4.10903-abcdef</c>.</param>
    /// <returns>Such as <c>1.43.4.10903</c>.</returns>
    public static string Version(string? version) => (version ?? string.Empty).Split('-')[0];

    /// <summary>Returns a local time to the minute, in the same format in all cultures.</summary>
    /// <param name="time">The time, a copy of it from Import-Clixml, or null.</param>
    /// <returns>Such as <c>2026-03-04 12:00</c>; empty for null.</returns>
    public static string Time(object? time) =>
        ToTime(time)?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>Returns a time in milliseconds.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Such as <c>12</c>; empty for null.</returns>
    public static string Milliseconds(TimeSpan? time) =>
        time is TimeSpan known ? known.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>Returns the route of a connection.</summary>
    /// <param name="local">Whether the address is in the network of the source.</param>
    /// <param name="relay">Whether the route uses the Plex relay.</param>
    /// <returns><c>local</c>, <c>remote</c> or <c>relay</c>.</returns>
    public static string Route(bool local, bool relay) => relay ? "relay" : local ? "local" : "remote";

    /// <summary>Returns the name of a status, with a color. Addresses that were not tested have no color.</summary>
    /// <param name="status">The status.</param>
    /// <param name="good">The escape sequence for success; null or empty for no colors.</param>
    /// <param name="bad">The escape sequence for failure.</param>
    /// <param name="reset">The escape sequence that resets the color.</param>
    /// <returns>Its name, in color unless NO_COLOR is set.</returns>
    public static string Status(ConnectionStatus status, string? good, string? bad, string? reset) =>
        IsPlain(good) || status is ConnectionStatus.NotSecure or ConnectionStatus.Skipped
            ? status.ToString()
            : (status == ConnectionStatus.Reachable ? good : bad) + status + reset;

    /// <summary>Returns a severity and its score, with a color.</summary>
    /// <param name="severity">The severity.</param>
    /// <param name="score">The score, or null.</param>
    /// <param name="bad">The escape sequence for failure; null or empty for no colors.</param>
    /// <param name="reset">The escape sequence that resets the color.</param>
    /// <returns>Such as <c>High 8.5</c>. High and critical severities have a color unless NO_COLOR is set.</returns>
    public static string Severity(PlexAdvisorySeverity severity, double? score, string? bad, string? reset)
    {
        string words = score is double known ? FormattableString.Invariant($"{severity} {known:0.0}") : severity.ToString();
        return IsPlain(bad) || severity < PlexAdvisorySeverity.High ? words : bad + words + reset;
    }

    /// <summary>Returns the time of expiration and the remaining time.</summary>
    /// <param name="end">The time, or a copy of it from Import-Clixml.</param>
    /// <returns>Such as <c>2026-03-04 12:00 (in 47 h)</c>; empty for null.</returns>
    public static string Expiry(object? end) =>
        ToTime(end) is DateTimeOffset time ? Expiry(time, DateTimeOffset.Now) : string.Empty;

    /// <summary>Import-Clixml creates an object with the properties of the time instead of a time.</summary>
    private static DateTimeOffset? ToTime(object? time) => time switch
    {
        DateTimeOffset known => known,
        PSObject { BaseObject: DateTimeOffset known } => known,
        PSObject copy when copy.Properties["UtcDateTime"]?.Value is DateTime utc => utc,
        _ => null,
    };

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
