#if NET
using System.Net;
using System.Net.Sockets;

namespace PlexSecurity.Http;

/// <summary>Connects to the addresses from <see cref="AddressFinder"/>.</summary>
internal sealed class ServerConnector(AddressFinder finder)
{
    /// <summary>Connects to the server or its proxy.</summary>
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
