#if NET
using System.Net;
using System.Net.Sockets;

namespace PlexSecurity.Http;

/// <summary>
/// Connects to a plex.direct name. Many routers refuse to resolve those of local addresses, as a guard against DNS rebinding;
/// then the address in the name itself is used. That is as safe: over https the certificate is checked for the name.
/// </summary>
internal static class PlexDirectConnector
{
    /// <param name="endPoint">What the handler wants a connection to: the server, or a proxy on the way to it.</param>
    /// <param name="server">The name of the server.</param>
    /// <param name="encoded">The address in that name.</param>
    /// <param name="ct">Cancels connecting.</param>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, string server, IPAddress encoded, CancellationToken ct)
    {
        bool isServer = string.Equals(endPoint.Host, server, StringComparison.OrdinalIgnoreCase);
        IPAddress[] addresses = await ResolveAsync(endPoint.Host, isServer ? encoded : null, ct).ConfigureAwait(false);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endPoint.Port, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, IPAddress? encoded, CancellationToken ct)
    {
        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(host, ct).ConfigureAwait(false);

            // Some filters answer with the unspecified address in place of none.
            IPAddress[] usable = Array.FindAll(found, static a => !a.Equals(IPAddress.Any) && !a.Equals(IPAddress.IPv6Any));
            return usable.Length == 0 && encoded is not null ? [encoded] : usable;
        }
        catch (SocketException) when (encoded is not null)
        {
            return [encoded];
        }
    }
}
#endif
