using System.Net;
using System.Net.Sockets;

namespace PlexSecurity;

/// <summary>The address of a server as a person types it, and what may be said to it in the clear.</summary>
public static class ServerAddress
{
    /// <summary>The port of a Plex Media Server where none is given.</summary>
    public const int DefaultPort = 32400;

    internal const int MaximumLength = 2048;

    /// <summary>
    /// Reads an address. A whole URL keeps its scheme, its path (a reverse proxy's) and its port, the scheme's own unless given.
    /// A bare <c>host</c> or <c>host:port</c> gets port 32400 unless given, and http if it is loopback or private, else https.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <returns>An absolute http or https URI that ends in a slash.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidUri"/>.</exception>
    public static Uri Parse(string text) => Parse(text, secure: false);

    /// <summary>Reads an address. Where a certificate is pinned, a bare host is https wherever it is.</summary>
    /// <param name="text">The address.</param>
    /// <param name="secure">Whether a bare host gets https also where it is loopback or private.</param>
    /// <returns>An absolute http or https URI that ends in a slash.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidUri"/>.</exception>
    public static Uri Parse(string text, bool secure)
    {
        text = (text ?? string.Empty).Trim();
        if (text.Length == 0)
            throw Invalid("is empty");
        if (text.Length > MaximumLength)
            throw Invalid($"is longer than {MaximumLength} characters");
        foreach (char c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
                throw Invalid("contains a space, a control character or a backslash");
        }

        // A zone, such as fe80::1%eth0, would be lost on the way.
        int host = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and int scheme ? scheme + 3 : 0;
        int path = text.IndexOf('/', host);
        if (text.IndexOf('%', host, (path < 0 ? text.Length : path) - host) >= 0)
            throw Invalid("contains an IPv6 zone or an escape sequence in its host");
        return text.Contains("://") ? ParseUrl(text) : ParseHost(text, secure);
    }

    /// <summary>Whether a host is this machine, or by its address or its name belongs to a private network.</summary>
    /// <param name="server">The address of the server.</param>
    /// <returns>
    /// True for loopback, the private and link-local ranges of IPv4 and IPv6, names without a dot, and names below
    /// <c>localhost</c>, <c>local</c>, <c>home.arpa</c> and <c>internal</c>, which are reserved for local use.
    /// </returns>
    public static bool IsPrivate(Uri server)
    {
        if (server is null)
            throw new ArgumentNullException(nameof(server));
        if (IPAddress.TryParse(server.DnsSafeHost, out IPAddress? address))
            return IsPrivate(address);

        string host = server.IdnHost;
        return host.IndexOf('.') < 0
            || EndsWith(host, ".localhost") || EndsWith(host, ".local")
            || EndsWith(host, ".home.arpa") || EndsWith(host, ".internal");
    }

    /// <summary>An address that can be shown: without user name, query and fragment, where a token may be.</summary>
    internal static string Display(string text)
    {
        // Also what a person could take for a query or a user: parameters of a path, escapes, and full-width forms.
        int end = text.IndexOfAny(['?', '#', ';', '%', '\uFF1F', '\uFF03', '\uFF1B']);
        string shown = end < 0 ? text : text.Substring(0, end);
        int at = shown.LastIndexOfAny(['@', '\uFF20']);
        if (at >= 0)
            return "…" + shown.Substring(at);

        // A password may have a question mark in it: what stands before an @ is a user's until a slash ends the host.
        int scheme = shown.IndexOf("://", StringComparison.Ordinal);
        bool isHostWhole = shown.IndexOf('/', scheme < 0 ? 0 : scheme + 3) >= 0;
        return isHostWhole || end < 0 || text.IndexOf('@', end) < 0 ? shown : "…";
    }

    /// <summary>With a slash behind its path, so that what is asked for goes below it.</summary>
    internal static Uri WithSlash(Uri uri) =>
        uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? uri : new Uri(uri.AbsoluteUri + "/");

    /// <summary>Whether there is a host that can be asked for: some are taken as a URI that no name may be made of.</summary>
    internal static bool HasHost(Uri uri)
    {
        try
        {
            return uri.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private static Uri ParseUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
            throw Invalid("is not a URL");
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            throw Invalid("has a scheme other than http or https");
        if (uri.UserInfo.Length > 0)
            throw Invalid("contains a user name");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || text.IndexOfAny(['?', '#']) >= 0)
            throw Invalid("contains a query or a fragment");
        if (!HasHost(uri) || uri.Port is < 1 or > 65535)
            throw Invalid("has no host or no valid port");
        if (IPAddress.TryParse(uri.DnsSafeHost, out IPAddress? address) && IsUnspecified(address))
            throw Invalid($"is {address}, an address to listen on, not to connect to; 127.0.0.1 is this machine");

        // In ASCII, as it is asked for: a look-alike of another name is then seen as one.
        bool isAscii = uri.HostNameType != UriHostNameType.Dns || uri.Host == uri.IdnHost;
        return WithSlash(isAscii ? uri : new UriBuilder(uri) { Host = uri.IdnHost }.Uri);
    }

    private static Uri ParseHost(string text, bool secure)
    {
        if (text.IndexOfAny(['/', '?', '#', '@']) >= 0)
            throw Invalid("has a path but no scheme");
        if (IPAddress.TryParse(text, out IPAddress? bare) && bare.AddressFamily == AddressFamily.InterNetworkV6 && text[0] != '[')
            text = $"[{text}]";
        int bracket = text.IndexOf(']');
        if (text[text.Length - 1] == ':' || (bracket >= 0 && bracket < text.Length - 1 && text[bracket + 1] != ':'))
            throw Invalid("has no host or no valid port");

        // Read as https first only to find the parts; the scheme follows from the host.
        Uri parts = ParseUrl("https://" + text);
        bool hasPort = text.LastIndexOf(':') > text.LastIndexOf(']');
        UriBuilder builder = new(parts)
        {
            Scheme = !secure && IsPrivate(parts) ? Uri.UriSchemeHttp : Uri.UriSchemeHttps,
            Port = hasPort ? parts.Port : DefaultPort,
        };
        return builder.Uri;
    }

    /// <summary>Whether a host is this machine, so that nothing leaves it.</summary>
    internal static bool IsLoopback(Uri server) => IPAddress.TryParse(server.DnsSafeHost, out IPAddress? address)
        ? IPAddress.IsLoopback(Plain(address))
        : string.Equals(server.IdnHost, "localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address is 0.0.0.0 or <c>::</c>, which stand for no machine.</summary>
    internal static bool IsUnspecified(IPAddress address) =>
        Plain(address) is var plain && (plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>Whether an address is loopback, private or link-local.</summary>
    internal static bool IsPrivate(IPAddress address)
    {
        address = Plain(address);
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal)
            return true;

        byte[] bytes = address.GetAddressBytes();
        if (bytes.Length == 16)
            return (bytes[0] & 0xFE) == 0xFC; // unique local addresses, RFC 4193
        return bytes[0] == 10
            || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16)
            || (bytes[0] == 192 && bytes[1] == 168)
            || (bytes[0] == 169 && bytes[1] == 254);
    }

    private static bool EndsWith(string host, string suffix) => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);

    private static PlexException Invalid(string fault) => new(
        PlexError.InvalidUri,
        $"The server address {fault}.",
        "Specify a URL such as https://plex.example.org:32400, or a host such as 192.168.1.10 or 192.168.1.10:32400. Specify "
            + "the token with -Token, never in the address.");
}
