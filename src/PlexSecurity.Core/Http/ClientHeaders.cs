using System.Runtime.InteropServices;
using System.Text;

namespace PlexSecurity.Http;

/// <summary>
/// The headers of a request. The client description is sent only with a token, or to plex.tv for a sign-in, so that an unverified
/// host does not receive the name of this machine.
/// </summary>
internal sealed class ClientHeaders
{
    public const string ProductName = "PlexSecurity";

    private static readonly string ProductVersion = typeof(ClientHeaders).Assembly.GetName().Version!.ToString(3);
    private static readonly string UserAgent = $"{ProductName}/{ProductVersion}";

    private readonly KeyValuePair<string, string>[] _description;

    public ClientHeaders(string clientIdentifier)
    {
        string platform = Platform();
        _description =
        [
            new("X-Plex-Client-Identifier", clientIdentifier),
            new("X-Plex-Product", ProductName),
            new("X-Plex-Version", ProductVersion),
            new("X-Plex-Platform", platform),
            new("X-Plex-Platform-Version", Environment.OSVersion.Version.ToString()),
            new("X-Plex-Device", platform),
            new("X-Plex-Device-Name", HeaderText(Environment.MachineName)),
        ];
    }

    /// <summary>Adds the headers of all requests. With a longer Accept list, plex.tv returns XML.</summary>
    public static void AddCommon(HttpRequestMessage message)
    {
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("Accept-Encoding", BodyReader.Encoding);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
    }

    public void AddDescription(HttpRequestMessage message)
    {
        foreach (KeyValuePair<string, string> header in _description)
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    public static void AddToken(HttpRequestMessage message, PlexToken token) =>
        message.Headers.TryAddWithoutValidation("X-Plex-Token", token.Reveal());

    private static string Platform() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS"
        : "Linux";

    /// <summary>
    /// Replaces control characters, and on .NET Framework all characters other than visible ASCII, which its handler rejects.
    /// </summary>
    internal static string HeaderText(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (char c in text)
        {
#if NET
            clean.Append(char.IsControl(c) ? '?' : c);
#else
            clean.Append(c is < ' ' or > '~' ? '?' : c);
#endif
        }

        return clean.ToString();
    }
}
