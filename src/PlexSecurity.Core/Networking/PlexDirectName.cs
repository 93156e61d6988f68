using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace PlexSecurity.Networking;

/// <summary>
/// Names in <c>plex.direct</c>. The first label contains the IP address: <c>192-0-2-1.HASH.plex.direct</c>,
/// <c>2001-db8-0-0-0-0-0-1.HASH.plex.direct</c>.
/// </summary>
internal static class PlexDirectName
{
    private const string Suffix = ".plex.direct";

    public static bool TryGetAddress(string host, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        int dot = host.IndexOf('.');
        if (dot <= 0 || !host.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase))
            return false;

        string label = host.Substring(0, dot);
        return TryParse(label.Replace('-', '.'), AddressFamily.InterNetwork, out address)
            || TryParse(label.Replace('-', ':'), AddressFamily.InterNetworkV6, out address);
    }

    private static bool TryParse(string text, AddressFamily family, [NotNullWhen(true)] out IPAddress? address)
    {
        // The parser also accepts IPv4 addresses with fewer than four parts.
        bool isComplete = family == AddressFamily.InterNetworkV6 || text.Split('.').Length == 4;
        if (isComplete && IPAddress.TryParse(text, out address) && address.AddressFamily == family)
            return true;
        address = null;
        return false;
    }
}
