using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PlexSecurity.Models;

namespace PlexSecurity.Responses;

/// <summary>Maps the connections of a device. Invalid connections are omitted and reported.</summary>
internal static class ConnectionMapper
{
    /// <summary>The maximum number of connections of a source. Lists from Plex contain at most ten.</summary>
    public const int MaximumConnections = 64;

    private const int MaximumNotices = 10;

    private static readonly string[] Names = ["Connection", "connections", "connection"];

    // Characters that are not allowed in an address with only a host and a port: a path could lead to pages of another device.
    private static readonly char[] InvalidCharacters = ['@', '?', '#', '\\'];

    public static (List<PlexConnection> Connections, List<string> Ignored) Map(ResponseElement device, PlexToken token)
    {
        List<PlexConnection> connections = [];
        List<string> ignored = [];
        int number = 0;
        int excess = 0;
        int unlisted = 0;
        bool isShared = ResponseMapper.Boolean(device, "owned") == false;
        foreach (ResponseElement element in Elements(device))
        {
            number++;
            string? fault = Read(element, token, isShared, out PlexConnection? connection);
            if (fault is null && connections.Count < MaximumConnections)
                connections.Add(connection!);
            else if (fault is null)
                excess++;
            else if (ignored.Count < MaximumNotices)
                ignored.Add($"connection {number} {fault}");
            else
                unlisted++;
        }

        if (unlisted > 0)
            ignored.Add($"{unlisted} more unusable connections");
        if (excess > 0)
            ignored.Add($"{excess} connections beyond the first {MaximumConnections}");
        return (connections, ignored);
    }

    /// <summary>Finds the connection elements. The XML of plex.tv has a list element around them.</summary>
    private static IEnumerable<ResponseElement> Elements(ResponseElement device)
    {
        foreach (ResponseElement element in device.Children)
        {
            if (Array.IndexOf(Names, element.Name) < 0)
                continue;
            bool isList = false;
            foreach (ResponseElement connection in element.Children)
            {
                if (connection.Name is not ("connection" or "Connection"))
                    continue;
                isList = true;
                yield return connection;
            }

            if (!isList)
                yield return element;
        }
    }

    /// <summary>
    /// Parses a connection. Returns the fault without a part of the response, or null if the connection is valid.
    /// </summary>
    private static string? Read(ResponseElement element, PlexToken token, bool isShared, out PlexConnection? connection)
    {
        connection = null;
        if (!ResponseMapper.TryBoolean(element["local"], out bool local)
            || !ResponseMapper.TryBoolean(element["relay"], out bool relay))
            return "has an invalid 'local' or 'relay' value";
        if (element["port"] is string port
            && !(ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) && number > 0))
            return "has a port that is not a number from 1 to 65535";
        if ((element["uri"] ?? Compose(element)) is not string text || ReadUri(text) is not Uri uri)
            return "has no http or https address";
        if (uri.AbsolutePath != "/" || text.IndexOfAny(InvalidCharacters) >= 0)
            return "has an address with more than a host and a port";
        if (IPAddress.TryParse(uri.DnsSafeHost, out IPAddress? ip) && ServerAddress.IsUnspecified(ip))
            return "has an unspecified address";
        if (element.ContainsRequestToken(uri.AbsoluteUri) || token.IsContainedIn(uri.AbsoluteUri))
            return "has an address that contains a token";

        connection = new PlexConnection(uri, local, relay) { IsShared = isShared };
        return null;
    }

    /// <summary>Parses an address and converts its host name to the ASCII form that is used in requests.</summary>
    private static Uri? ReadUri(string text)
    {
        if (text.Length > ServerAddress.MaximumLength || !Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
            return null;
        bool isAddress = (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && ServerAddress.HasHost(uri)
            && uri.Port is >= 1 and <= 65535;
        if (!isAddress || IPAddress.TryParse(uri.DnsSafeHost, out _))
            return isAddress ? uri : null;

        string? host = DisplayText.HostName(uri.IdnHost);
        if (host == uri.Host && IsUnchanged(uri, text))
            return host is null ? null : uri;

        // Characters without an ASCII form are dropped, which may result in an invalid name.
        string inAscii = $"{uri.Scheme}://{host}:{uri.Port}{uri.PathAndQuery}";
        bool isName = Uri.TryCreate(inAscii, UriKind.Absolute, out Uri? ascii);
        return host is not null && isName && ascii!.IdnHost == host ? ascii : null;
    }

    /// <summary>A fast path for most addresses: the URI parser did not change the text.</summary>
    private static bool IsUnchanged(Uri uri, string text) =>
        uri.AbsoluteUri.StartsWith(text, StringComparison.Ordinal) && uri.AbsoluteUri.Length - text.Length is 0 or 1;

    /// <summary>Creates a URI from protocol, address and port if the response contains no URI.</summary>
    private static string? Compose(ResponseElement element)
    {
        if (element["protocol"] is not string protocol || element["address"] is not string address)
            return null;
        if (IPAddress.TryParse(address, out IPAddress? ip) && ip.AddressFamily == AddressFamily.InterNetworkV6)
            address = $"[{address.Trim('[', ']')}]";
        return element["port"] is string port ? $"{protocol}://{address}:{port}" : $"{protocol}://{address}";
    }
}
