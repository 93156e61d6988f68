#if NET
using System.Net;
using System.Net.Sockets;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// Connects to a server or its proxy. Two kinds of names are not left to the system. Many routers do not resolve plex.direct
/// names of local addresses, to protect against DNS rebinding: then the address in the name is used, which is safe because the
/// certificate is checked for the name. A name that counts as private over http must resolve to a private address.
/// </summary>
internal sealed class ServerConnector
{
    private readonly Uri _server;
    private readonly IPAddress? _encoded;
    private readonly ChannelPolicy _policy;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    public ServerConnector(Uri server, TransportOptions options)
    {
        _server = server;
        _policy = options.Channel;
        _resolve = options.Resolver ?? Dns.GetHostAddressesAsync;
        if (server.Scheme == Uri.UriSchemeHttps && PlexDirectName.TryGetAddress(server.IdnHost, out IPAddress? encoded))
            _encoded = encoded;
    }

    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken ct)
    {
        IPAddress[]? addresses = await FindAsync(endPoint.Host, ct).ConfigureAwait(false);
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

    /// <summary>Finds at least one address of the server or its proxy; null if the system should resolve the name.</summary>
    /// <exception cref="SocketException">The name has no address.</exception>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.UnencryptedConnection"/>: no address is private, over plain http.
    /// </exception>
    public async ValueTask<IPAddress[]?> FindAsync(string host, CancellationToken ct)
    {
        bool requiresPrivate = _policy.RequiresPrivateAddress(_server, host);
        if (_encoded is null && !requiresPrivate)
            return null;
        bool isServer = string.Equals(host, _server.IdnHost, StringComparison.OrdinalIgnoreCase);
        IPAddress[] found = await ResolveAsync(host, isServer ? _encoded : null, ct).ConfigureAwait(false);
        return requiresPrivate ? ChannelPolicy.SelectPrivate(_server, host, found) : found;
    }

    private async Task<IPAddress[]> ResolveAsync(string host, IPAddress? fallback, CancellationToken ct)
    {
        IPAddress[] found = [];
        try
        {
            found = await _resolve(host, ct).ConfigureAwait(false);
        }
        catch (SocketException) when (fallback is not null)
        {
        }

        // Some DNS filters return the unspecified address instead of an empty response.
        IPAddress[] usable = Array.FindAll(found, static address => !ServerAddress.IsUnspecified(address));
        if (usable.Length > 0)
            return usable;
        return fallback is not null && !ServerAddress.IsUnspecified(fallback)
            ? [fallback]
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
#endif
