using System.Net;
using System.Net.Sockets;

namespace PlexSecurity.Answers;

/// <summary>The connections of a device. One that cannot be read is left out and told of; the others stay.</summary>
internal static class ConnectionMapper
{
    private static readonly string[] Names = ["Connection", "connections", "connection"];

    public static (List<PlexConnection> Connections, List<string> Ignored) Map(AnswerElement device)
    {
        List<PlexConnection> connections = [];
        List<string> ignored = [];
        int number = 0;
        foreach (AnswerElement element in device.Children)
        {
            if (Array.IndexOf(Names, element.Name) < 0)
                continue;
            number++;
            string? fault = Read(element, out PlexConnection? connection);
            if (fault is null)
                connections.Add(connection!);
            else
                ignored.Add($"connection {number} {fault}");
        }

        return (connections, ignored);
    }

    /// <summary>The fault, in words that quote nothing of the answer, or null where the connection could be read.</summary>
    private static string? Read(AnswerElement element, out PlexConnection? connection)
    {
        connection = null;
        if (!AnswerValue.TryBoolean(element["local"], out bool local) || !AnswerValue.TryBoolean(element["relay"], out bool relay))
            return "has a 'local' or 'relay' that is neither true nor false";
        if (element["port"] is string port && !AnswerValue.TryPort(port, out _))
            return "has a port that is not a number from 1 to 65535";
        if (ReadUri(element) is not Uri uri)
            return "has no http or https address";
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return "has an address with more than host, port and path in it";

        connection = new PlexConnection(uri, element.Text("address") ?? uri.DnsSafeHost, local, relay);
        return null;
    }

    private static Uri? ReadUri(AnswerElement element)
    {
        string? text = element["uri"] ?? Compose(element);
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && ServerAddress.HasHost(uri)
            && uri.Port is >= 1 and <= 65535
            ? uri
            : null;
    }

    /// <summary>A URI from protocol, address and port, where the answer has those alone.</summary>
    private static string? Compose(AnswerElement element)
    {
        if (element["protocol"] is not string protocol || element["address"] is not string address)
            return null;
        if (IPAddress.TryParse(address, out IPAddress? ip) && ip.AddressFamily == AddressFamily.InterNetworkV6)
            address = $"[{address.Trim('[', ']')}]";
        return element["port"] is string port ? $"{protocol}://{address}:{port}" : $"{protocol}://{address}";
    }
}
