using System.Net;
using System.Net.Sockets;

namespace PlexSecurity;

/// <summary>Parses and classifies server addresses.</summary>
public static class ServerAddress
{
    /// <summary>The default port of a Plex Media Server.</summary>
    public const int DefaultPort = 32400;

    internal const int MaximumLength = 2048;

    /// <summary>
    /// Parses an address. A full URL keeps its scheme, its path (for a reverse proxy) and its port, which defaults to the port of
    /// the scheme. A <c>host</c> or <c>host:port</c> defaults to port 32400, and to http if it is loopback or private, and https
    /// otherwise.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <returns>An absolute http or https URI that ends in a slash.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidUri"/>.</exception>
    public static Uri Parse(string text) => Parse(text, secure: false);

    /// <summary>Parses an address. With a pinned certificate, a host without a scheme always uses https.</summary>
    /// <param name="text">The address.</param>
    /// <param name="secure">Whether a host without a scheme uses https even if it is loopback or private.</param>
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

        // An IPv6 zone, such as fe80::1%eth0, would be lost in the URI.
        int host = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and int scheme ? scheme + 3 : 0;
        int path = text.IndexOf('/', host);
        if (text.IndexOf('%', host, (path < 0 ? text.Length : path) - host) >= 0)
            throw Invalid("contains an IPv6 zone or an escape sequence in its host");
        return text.Contains("://") ? ParseUrl(text) : ParseHost(text, secure);
    }

    /// <summary>Whether a host is this machine, or belongs to a private network by its address or name.</summary>
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

    /// <summary>Returns an address for display, without user name, query and fragment, which may contain a token.</summary>
    internal static string Display(string text)
    {
        // Also characters that look like the start of a query or a user name: path parameters, escapes and full-width forms.
        int end = text.IndexOfAny(['?', '#', ';', '%', '\uFF1F', '\uFF03', '\uFF1B']);
        string shown = end < 0 ? text : text.Substring(0, end);
        int at = shown.LastIndexOfAny(['@', '\uFF20']);
        if (at >= 0)
            return "…" + shown.Substring(at);

        // A password may contain a question mark: text before an @ is a user name until a slash ends the host.
        int scheme = shown.IndexOf("://", StringComparison.Ordinal);
        bool isHostWhole = shown.IndexOf('/', scheme < 0 ? 0 : scheme + 3) >= 0;
        return isHostWhole || end < 0 || text.IndexOf('@', end) < 0 ? shown : "…";
    }

    /// <summary>Adds a slash to the path, so that relative URIs are resolved below it.</summary>
    internal static Uri WithSlash(Uri uri) =>
        uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? uri : new Uri(uri.AbsoluteUri + "/");

    /// <summary>Whether the URI has a valid host. Some URIs are accepted although IdnHost throws.</summary>
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

        // The ASCII form is used in requests and shows look-alike names.
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

        // The host is parsed with https first. The scheme depends on the host.
        Uri parts = ParseUrl("https://" + text);
        bool hasPort = text.LastIndexOf(':') > text.LastIndexOf(']');
        UriBuilder builder = new(parts)
        {
            Scheme = !secure && IsPrivate(parts) ? Uri.UriSchemeHttp : Uri.UriSchemeHttps,
            Port = hasPort ? parts.Port : DefaultPort,
        };
        return builder.Uri;
    }

    /// <summary>Whether a host is this machine.</summary>
    internal static bool IsLoopback(Uri server) => IPAddress.TryParse(server.DnsSafeHost, out IPAddress? address)
        ? IPAddress.IsLoopback(Unmap(address))
        : string.Equals(server.IdnHost, "localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address is the unspecified address, 0.0.0.0 or <c>::</c>.</summary>
    internal static bool IsUnspecified(IPAddress address) =>
        Unmap(address) is var plain && (plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any));

    private static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>Whether an address is loopback, private or link-local.</summary>
    internal static bool IsPrivate(IPAddress address)
    {
        address = Unmap(address);
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
