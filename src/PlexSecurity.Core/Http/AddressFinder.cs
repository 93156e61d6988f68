#if NET
using System.Net;
using System.Net.Sockets;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// Finds the addresses to connect to, where that is not left to the system. Many routers refuse to resolve plex.direct names of
/// local addresses, as a guard against DNS rebinding; then the address in the name itself is used, which is as safe: over https
/// the certificate is checked for the name. And a name that is taken for private over http must lead to a private address.
/// </summary>
internal sealed class AddressFinder
{
    private readonly Uri _server;
    private readonly IPAddress? _encoded;
    private readonly ChannelPolicy _policy;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    public AddressFinder(Uri server, TransportOptions options)
    {
        _server = server;
        _policy = options.Channel;
        _resolve = options.Resolver ?? Dns.GetHostAddressesAsync;
        if (server.Scheme == Uri.UriSchemeHttps && PlexDirectName.TryGetAddress(server.IdnHost, out IPAddress? encoded))
            _encoded = encoded;
    }

    /// <param name="host">The server, or its proxy.</param>
    /// <param name="ct">Cancels asking.</param>
    /// <returns>The addresses, at least one; null where the system is to find them.</returns>
    /// <exception cref="SocketException">There is none.</exception>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.UnencryptedConnection"/>: none is private, over plain http.
    /// </exception>
    public async ValueTask<IPAddress[]?> FindAsync(string host, CancellationToken ct)
    {
        bool mustBePrivate = _policy.MustBePrivate(_server, host);
        if (_encoded is null && !mustBePrivate)
            return null;
        bool isServer = string.Equals(host, _server.IdnHost, StringComparison.OrdinalIgnoreCase);
        IPAddress[] found = await ResolveAsync(host, isServer ? _encoded : null, ct).ConfigureAwait(false);
        return mustBePrivate ? ChannelPolicy.PrivateOf(_server, host, found) : found;
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

        // Some filters answer with the unspecified address in place of none.
        IPAddress[] usable = Array.FindAll(found, static address => !ServerAddress.IsUnspecified(address));
        if (usable.Length > 0)
            return usable;
        return fallback is not null && !ServerAddress.IsUnspecified(fallback)
            ? [fallback]
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
#endif
