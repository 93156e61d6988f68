namespace PlexSecurity.Simulator;

/// <summary>Reads versions such as 1.43.4.10903-5f2c7d1e8.</summary>
internal static class ServerVersion
{
    /// <exception cref="FormatException">The text does not start with numbers and dots.</exception>
    public static Version Parse(string text) => Version.TryParse(text.Split('-', 2)[0], out Version? version)
        ? version
        : throw new FormatException($"'{text}' is not a version such as 1.43.4.10903-5f2c7d1e8.");

    /// <summary>Whether the version has /security/resources.</summary>
    public static bool SupportsResources(string text) => Parse(text) >= new Version(1, 15, 4);
}
