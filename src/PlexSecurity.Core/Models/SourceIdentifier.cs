using System.Diagnostics.CodeAnalysis;

namespace PlexSecurity;

/// <summary>
/// Identifies a source: <c>server://ID</c> or <c>provider://ID</c>, optionally followed by <c>/PROVIDER</c>, as specified for
/// <c>GET /security/resources</c>. An identifier without a prefix means <c>server://</c>.
/// </summary>
public sealed class SourceIdentifier
{
    internal const string ServerPrefix = "server://";
    internal const string ProviderPrefix = "provider://";
    private const int MaximumPartLength = 256;
    private const int MachineIdentifierLength = 32;

    private SourceIdentifier(bool isServer, string path)
    {
        IsServer = isServer;
        int slash = path.IndexOf('/');
        Identifier = slash < 0 ? path : path.Substring(0, slash);
        Value = (isServer ? ServerPrefix : ProviderPrefix) + path;
    }

    /// <summary>Whether the source is a server; otherwise it is a provider.</summary>
    public bool IsServer { get; }

    /// <summary>The client identifier of the server, or the identifier of the provider.</summary>
    public string Identifier { get; }

    /// <summary>The source with its prefix, as used in requests.</summary>
    public string Value { get; }

    /// <summary>Parses a source.</summary>
    /// <param name="text">The source, with or without its prefix.</param>
    /// <returns>The source.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidSource"/>: the text is not a source.</exception>
    public static SourceIdentifier Parse(string text) =>
        TryParse(text, out SourceIdentifier? source) ? source : throw new PlexException(
            PlexError.InvalidSource,
            "The source is not server://IDENTIFIER, provider://IDENTIFIER or an identifier.",
            "An identifier contains letters, digits, '.', '_' and '-', such as server://243b…fcb1df or "
            + "provider://tv.plex.provider.podcasts. A title can be used after Get-PlexSource has listed it.");

    /// <summary>Tries to parse a source.</summary>
    internal static bool TryParse(string? text, [NotNullWhen(true)] out SourceIdentifier? source)
    {
        text ??= string.Empty;
        bool isProvider = text.StartsWith(ProviderPrefix, StringComparison.OrdinalIgnoreCase);
        bool isServer = text.StartsWith(ServerPrefix, StringComparison.OrdinalIgnoreCase);
        string path = isProvider ? text.Substring(ProviderPrefix.Length) : isServer ? text.Substring(ServerPrefix.Length) : text;
        string[] parts = path.Split('/');
        bool isSource = parts.Length <= (isProvider || isServer ? 2 : 1) && Array.TrueForAll(parts, IsIdentifier);
        source = isSource ? new SourceIdentifier(!isProvider, path) : null;
        return isSource;
    }

    /// <summary>
    /// Whether a text contains only the characters of identifiers, so that it is safe in a query and on a command line.
    /// </summary>
    internal static bool IsIdentifier(string part)
    {
        if (part.Length is 0 or > MaximumPartLength)
            return false;
        foreach (char c in part)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-'))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Whether a text is an identifier like those that servers create. Other people choose the names of their servers, so a name
    /// never matches such a text.
    /// </summary>
    internal static bool IsMachineIdentifier(string text) => text.Length >= MachineIdentifierLength && text.All(Uri.IsHexDigit);

    /// <summary>The source with its prefix.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
