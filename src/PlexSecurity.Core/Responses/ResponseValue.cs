using System.Globalization;

namespace PlexSecurity.Responses;

/// <summary>Booleans and numbers as the different forms of a response write them.</summary>
internal static class ResponseValue
{
    /// <summary>Reads true, false, 1 or 0. An absent value is false.</summary>
    public static bool TryBoolean(string? text, out bool value)
    {
        value = text is "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        return value || text is null or "0" || string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);
    }

    public static bool TryPort(string? text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;
}
