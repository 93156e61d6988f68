#if NET
using System.Net;
using System.Net.Sockets;

namespace PlexSecurity.Http;

/// <summary>Connects to the addresses from <see cref="AddressFinder"/>.</summary>
/// <param name="finder">Resolves the addresses.</param>
internal sealed class ServerConnector(AddressFinder finder)
{
    /// <param name="endPoint">The server, or its proxy.</param>
    /// <param name="ct">Cancels connecting.</param>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken ct)
    {
        IPAddress[]? addresses = await finder.FindAsync(endPoint.Host, ct).ConfigureAwait(false);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (addresses is null)
                await socket.ConnectAsync(endPoint, ct).ConfigureAwait(false);
            else
                await socket.ConnectAsync(addresses, endPoint.Port, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
#endif
