#if NET
using System.Net;
using System.Net.Sockets;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>Makes the connections of a session, tells its gate when one ends, and makes none for a token that it holds back.</summary>
/// <param name="finder">Finds the addresses to connect to.</param>
/// <param name="gate">The gate of the session; null where no token is sent or the certificate alone decides.</param>
internal sealed class ServerConnector(AddressFinder finder, IdentityGate? gate)
{
    /// <summary>Where a request with a token keeps its leave.</summary>
    public static readonly HttpRequestOptionsKey<IdentityPass> Pass = new("PlexSecurity.IdentityPass");

    /// <param name="context">The host that the handler wants a connection to, and the request that needs it.</param>
    /// <param name="ct">Cancels connecting.</param>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        HttpRequestOptions request = context.InitialRequestMessage.Options;
        if (gate is not null && request.TryGetValue(Pass, out IdentityPass? pass) && !gate.Holds(pass))
            throw new UnverifiedConnectionException();
        return ConnectAsync(context.DnsEndPoint, ct);
    }

    /// <param name="endPoint">The server, or a proxy on the way to it.</param>
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
            return gate is null ? new NetworkStream(socket, ownsSocket: true) : new WatchedStream(socket, gate);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
#endif
