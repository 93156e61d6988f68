using System.Globalization;

namespace PlexSecurity.Responses;

/// <summary>Parses Booleans and numbers in all formats of a response.</summary>
internal static class ResponseValue
{
    /// <summary>Parses true, false, 1 or 0. An absent value is false.</summary>
    public static bool TryBoolean(string? text, out bool value)
    {
        value = text is "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        return value || text is null or "0" || string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);
    }

    public static bool TryPort(string? text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;
}
