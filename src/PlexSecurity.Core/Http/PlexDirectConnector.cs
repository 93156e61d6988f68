#if NET
using System.Net;
using System.Net.Sockets;

namespace PlexSecurity.Http;

/// <summary>
/// Connects to a plex.direct name. Many routers refuse to resolve those of local addresses, as a guard against DNS rebinding;
/// then the address in the name itself is used. That is as safe: over https the certificate is checked for the name.
/// </summary>
/// <param name="server">The name of the server.</param>
/// <param name="encoded">The address in that name.</param>
/// <param name="resolve">Finds the addresses of a name, or throws a <see cref="SocketException"/>.</param>
internal sealed class PlexDirectConnector(
    string server,
    IPAddress encoded,
    Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <param name="endPoint">What the handler wants a connection to: the server, or a proxy on the way to it.</param>
    /// <param name="ct">Cancels connecting.</param>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken ct)
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

    private async Task<IPAddress[]> ResolveAsync(string host, IPAddress? fallback, CancellationToken ct)
    {
        try
        {
            IPAddress[] found = await resolve(host, ct).ConfigureAwait(false);

            // Some filters answer with the unspecified address in place of none.
            IPAddress[] usable = Array.FindAll(found, static a => !a.Equals(IPAddress.Any) && !a.Equals(IPAddress.IPv6Any));
            return usable.Length == 0 && fallback is not null ? [fallback] : usable;
        }
        catch (SocketException) when (fallback is not null)
        {
            return [fallback];
        }
    }
}
#endif
