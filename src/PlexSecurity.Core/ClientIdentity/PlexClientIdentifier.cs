using System.Security.Cryptography;
using System.Text;
using PlexSecurity.ClientIdentity;

namespace PlexSecurity;

/// <summary>
/// What names this client to Plex. It must stay the same on one machine: each new one registers a new device with the account
/// and mails its owner.
/// </summary>
public sealed class PlexClientIdentifier
{
    /// <summary>The environment variable that overrides the identifier of the user and machine.</summary>
    public const string EnvironmentVariable = "PLEX_CLIENT_IDENTIFIER";

    private const int MaximumLength = 256;

    private PlexClientIdentifier(string value, string? notice = null)
    {
        Value = value;
        Notice = notice;
    }

    /// <summary>The identifier.</summary>
    public string Value { get; }

    /// <summary>What kept the identifier of the configuration folder from being used, or null where nothing did.</summary>
    public string? Notice { get; }

    /// <summary>
    /// Finds the identifier: the one given, else the environment's, else the one kept in the user's configuration folder, which
    /// is made there once. Where that cannot be used, one is derived from the names of the user and the machine, so that it is
    /// the same every time; nothing is overwritten.
    /// </summary>
    /// <param name="given">The identifier to use: 1 to 256 visible ASCII characters. Null or empty for none.</param>
    /// <returns>The identifier, with a notice where a found one could not be used.</returns>
    /// <exception cref="ArgumentException">The given identifier is not of that form.</exception>
    public static PlexClientIdentifier Resolve(string? given = null) =>
        Resolve(given, Environment.GetEnvironmentVariable(EnvironmentVariable), ConfigurationFolder());

    /// <summary>Whether a text can be an identifier: 1 to 256 visible ASCII characters.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True where it can.</returns>
    public static bool IsValid(string? text)
    {
        if (text is null || text.Length is 0 or > MaximumLength)
            return false;
        foreach (char c in text)
        {
            if (c is <= ' ' or > '~')
                return false;
        }

        return true;
    }

    internal static PlexClientIdentifier Resolve(string? given, string? environment, string? folder)
    {
        if (!string.IsNullOrEmpty(given))
            return IsValid(given)
                ? new(given!)
                : throw new ArgumentException("The client identifier must be 1 to 256 visible ASCII characters.", nameof(given));
        if (IsValid(environment))
            return new PlexClientIdentifier(environment!);

        PlexClientIdentifier kept = Keep(folder);
        return string.IsNullOrEmpty(environment)
            ? kept
            : new(
                kept.Value,
                $"{EnvironmentVariable} is not 1 to 256 visible ASCII characters and was ignored. {kept.Notice}".TrimEnd());
    }

    private static PlexClientIdentifier Keep(string? folder)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return new PlexClientIdentifier(
                Derive(),
                "The user has no configuration folder; an identifier derived from the user and machine names is used instead.");
        }

        ClientIdentifierFile file = new(folder!);
        return file.GetOrCreate() is string kept
            ? new PlexClientIdentifier(kept)
            : new PlexClientIdentifier(
                Derive(),
                $"The client identifier file '{file.Path}' {file.Fault}; "
                + "an identifier derived from the user and machine names is used instead.");
    }

    private static string ConfigurationFolder()
    {
        string root =
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return root.Length == 0 ? string.Empty : Path.Combine(root, "PlexSecurity");
    }

    private static string Derive()
    {
        using SHA256 hash = SHA256.Create();
        byte[] digest =
            hash.ComputeHash(Encoding.UTF8.GetBytes($"PlexSecurity\n{Environment.MachineName}\n{Environment.UserName}"));
        byte[] guid = new byte[16];
        Array.Copy(digest, guid, guid.Length);
        return new Guid(guid).ToString();
    }
}
