using System.Security.Cryptography;
using System.Text;
using PlexSecurity.ClientIdentity;
using PlexSecurity.Models;

namespace PlexSecurity;

/// <summary>
/// The identifier of this client at Plex. It must stay the same on a machine: Plex registers each new identifier as a new device
/// and sends mail to the owner of the account.
/// </summary>
public sealed class PlexClientIdentifier
{
    /// <summary>The environment variable that replaces the identifier of the user and machine.</summary>
    public const string EnvironmentVariable = "PLEX_CLIENT_IDENTIFIER";

    private const int MaximumLength = 256;

    private PlexClientIdentifier(string value, string? notice = null)
    {
        Value = value;
        Notice = notice;
    }

    /// <summary>The identifier.</summary>
    public string Value { get; }

    /// <summary>The reason why the stored or specified identifier was not used, or null.</summary>
    public string? Notice { get; }

    /// <summary>
    /// Gets the client identifier: the specified one, the one in the environment variable, or the one in the configuration folder
    /// of the user, where it is created once. If the folder cannot be used, the identifier is derived from the user and machine
    /// names, so that it is always the same. Existing files are not overwritten.
    /// </summary>
    /// <param name="given">The identifier to use: 1 to 256 visible ASCII characters; null or empty for none.</param>
    /// <returns>The identifier, with a notice if another one could not be used.</returns>
    /// <exception cref="ArgumentException">The specified identifier is not valid.</exception>
    public static PlexClientIdentifier Resolve(string? given = null) =>
        Resolve(given, Environment.GetEnvironmentVariable(EnvironmentVariable), ConfigurationFolder());

    /// <summary>Whether a text is a valid identifier: 1 to 256 visible ASCII characters.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True if the text is valid.</returns>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaximumLength } && DisplayText.IsVisibleAscii(text);

    internal static PlexClientIdentifier Resolve(string? given, string? environment, string? folder)
    {
        if (!string.IsNullOrEmpty(given))
            return IsValid(given)
                ? new(given!)
                : throw new ArgumentException("The client identifier must be 1 to 256 visible ASCII characters.", nameof(given));
        if (IsValid(environment))
            return new PlexClientIdentifier(environment!);

        PlexClientIdentifier stored = Load(folder);
        return string.IsNullOrEmpty(environment)
            ? stored
            : new(
                stored.Value,
                $"{EnvironmentVariable} is not 1 to 256 visible ASCII characters and was ignored. {stored.Notice}".TrimEnd());
    }

    private static PlexClientIdentifier Load(string? folder)
    {
        string fault = "The user has no configuration folder";
        if (!string.IsNullOrEmpty(folder))
        {
            ClientIdentifierFile file = new(folder!);
            if (file.GetOrCreate() is string stored)
                return new PlexClientIdentifier(stored);
            fault = $"The client identifier file '{file.Path}' {file.Fault}";
        }

        return new PlexClientIdentifier(
            Derive(), $"{fault}; an identifier derived from the user and machine names is used instead.");
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
