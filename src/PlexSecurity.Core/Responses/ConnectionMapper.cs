using System.Net;
using System.Net.Sockets;
using PlexSecurity.Models;

namespace PlexSecurity.Responses;

/// <summary>The connections of a device. One that cannot be used is left out and told of; the others stay.</summary>
internal static class ConnectionMapper
{
    /// <summary>How many connections of a source are kept. Plex's own lists have ten at most.</summary>
    public const int MaximumConnections = 64;

    private const int MaximumNotices = 10;

    private static readonly string[] Names = ["Connection", "connections", "connection"];

    // What may not stand in an address that is a host and a port: a path leads to another device's own pages.
    private static readonly char[] NoAddress = ['@', '?', '#', '\\'];

    public static (List<PlexConnection> Connections, List<string> Ignored) Map(ResponseElement device, PlexToken token)
    {
        List<PlexConnection> connections = [];
        List<string> ignored = [];
        int number = 0;
        int surplus = 0;
        int untold = 0;
        bool isOfOther = ResponseMapper.Boolean(device, "owned") == false;
        foreach (ResponseElement element in Elements(device))
        {
            number++;
            string? fault = Read(element, token, isOfOther, out PlexConnection? connection);
            if (fault is null && connections.Count < MaximumConnections)
                connections.Add(connection!);
            else if (fault is null)
                surplus++;
            else if (ignored.Count < MaximumNotices)
                ignored.Add($"connection {number} {fault}");
            else
                untold++;
        }

        if (untold > 0)
            ignored.Add($"{untold} more unusable connections");
        if (surplus > 0)
            ignored.Add($"{surplus} connections beyond the first {MaximumConnections}");
        return (connections, ignored);
    }

    /// <summary>The elements with an address. plex.tv's XML has a list of its own around them.</summary>
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

    /// <summary>The fault, in words that quote nothing of the response, or null where the connection can be used.</summary>
    private static string? Read(ResponseElement element, PlexToken token, bool isOfOther, out PlexConnection? connection)
    {
        connection = null;
        if (!ResponseValue.TryBoolean(element["local"], out bool local)
            || !ResponseValue.TryBoolean(element["relay"], out bool relay))
            return "has an invalid 'local' or 'relay' value";
        if (element["port"] is string port && !ResponseValue.TryPort(port, out _))
            return "has a port that is not a number from 1 to 65535";
        if ((element["uri"] ?? Compose(element)) is not string text || ReadUri(text) is not Uri uri)
            return "has no http or https address";
        if (uri.AbsolutePath != "/" || text.IndexOfAny(NoAddress) >= 0)
            return "has an address with more than a host and a port";
        if (IPAddress.TryParse(uri.DnsSafeHost, out IPAddress? ip) && ServerAddress.IsUnspecified(ip))
            return "has an unspecified address";
        if (element.RepeatsToken(uri.AbsoluteUri) || token.IsIn(uri.AbsoluteUri))
            return "has an address that contains a token";

        connection = new PlexConnection(uri, local, relay) { IsOfOther = isOfOther };
        return null;
    }

    /// <summary>An address with the name of its host as it is asked for, in ASCII, so that no other is shown.</summary>
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
        if (host == uri.Host && IsAsWritten(uri, text))
            return host is null ? null : uri;

        // What the name has no form in ASCII for is dropped on the way; it may not be a name any more then.
        string inAscii = $"{uri.Scheme}://{host}:{uri.Port}{uri.PathAndQuery}";
        bool isName = Uri.TryCreate(inAscii, UriKind.Absolute, out Uri? ascii);
        return host is not null && isName && ascii!.IdnHost == host ? ascii : null;
    }

    /// <summary>Most of what comes: nothing in the text was changed to make the address.</summary>
    private static bool IsAsWritten(Uri uri, string text) =>
        uri.AbsoluteUri.StartsWith(text, StringComparison.Ordinal) && uri.AbsoluteUri.Length - text.Length is 0 or 1;

    /// <summary>A URI from protocol, address and port, where the response has those alone.</summary>
    private static string? Compose(ResponseElement element)
    {
        if (element["protocol"] is not string protocol || element["address"] is not string address)
            return null;
        if (IPAddress.TryParse(address, out IPAddress? ip) && ip.AddressFamily == AddressFamily.InterNetworkV6)
            address = $"[{address.Trim('[', ']')}]";
        return element["port"] is string port ? $"{protocol}://{address}:{port}" : $"{protocol}://{address}";
    }
}
