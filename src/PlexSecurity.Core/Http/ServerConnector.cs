#if NET
using System.Net;
using System.Net.Sockets;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// Makes the connections of a session and tells its gate when one ends. For a token it makes none while the gate wants to know
/// the server again.
/// </summary>
/// <param name="finder">Finds the addresses to connect to.</param>
/// <param name="gate">The gate of the session; null where no token is sent or the certificate alone decides.</param>
internal sealed class ServerConnector(AddressFinder finder, IdentityGate? gate)
{
    /// <summary>The permission of a request with a token.</summary>
    public static readonly HttpRequestOptionsKey<IdentityPass> Pass = new("PlexSecurity.IdentityPass");

    private readonly HashSet<WatchedStream> _open = [];

    /// <param name="context">The host to connect to, and the request that needs the connection.</param>
    /// <param name="ct">Cancels connecting.</param>
    /// <exception cref="UnverifiedConnectionException">The server must be identified first.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        if (gate is null)
            return new NetworkStream(await ConnectAsync(context.DnsEndPoint, ct).ConfigureAwait(false), ownsSocket: true);

        context.InitialRequestMessage.Options.TryGetValue(Pass, out IdentityPass? pass);
        RequirePass(pass);
        WatchedStream stream = new(await ConnectAsync(context.DnsEndPoint, ct).ConfigureAwait(false), Ended);
        lock (_open)
            _open.Add(stream);
        try
        {
            // Again, now that the other side has accepted: the machine that was there before may have gone meanwhile.
            RequirePass(pass);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <param name="endPoint">The server, or a proxy on the way to it.</param>
    /// <param name="ct">Cancels connecting.</param>
    public async ValueTask<Socket> ConnectAsync(DnsEndPoint endPoint, CancellationToken ct)
    {
        IPAddress[]? addresses = await finder.FindAsync(endPoint.Host, ct).ConfigureAwait(false);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (addresses is null)
                await socket.ConnectAsync(endPoint, ct).ConfigureAwait(false);
            else
                await socket.ConnectAsync(addresses, endPoint.Port, ct).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void RequirePass(IdentityPass? pass)
    {
        if (pass is null)
            return;
        // The handler may not have noticed yet that the other side has closed a connection; the system knows.
        WatchedStream[] open;
        lock (_open)
            open = [.. _open];
        foreach (WatchedStream stream in open)
            stream.CheckEnd();
        if (!gate!.Holds(pass))
            throw new UnverifiedConnectionException();
    }

    private void Ended(WatchedStream stream, bool answered)
    {
        lock (_open)
            _open.Remove(stream);
        gate!.ConnectionEnded(answered);
    }
}
#endif
