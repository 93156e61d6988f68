using System.Net;
using System.Net.Sockets;
using PlexSecurity.Networking;

namespace PlexSecurity.Security;

/// <summary>
/// Determines which channels may carry a token: https to all addresses, plain http only to loopback and private addresses. A
/// pinned certificate requires https.
/// </summary>
internal sealed record ChannelPolicy
{
    private const string VpnAdvice =
        "If another layer such as a VPN encrypts the connection, add -AllowUnencryptedAuthentication.";

    /// <summary>Whether the first certificate is accepted without a check, and after that only the same certificate.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>
    /// The SHA-256 thumbprint of the only accepted certificate, in the format of <see cref="CertificateThumbprint.Parse"/>.
    /// </summary>
    public string? Thumbprint { get; init; }

    /// <summary>Whether a token may be sent over plain http to a public address or through a public proxy.</summary>
    public bool AllowUnencrypted { get; init; }

    public ProxySettings Proxy { get; init; } = new();

    public bool Allows(Uri server) => Refusal(server) is null;

    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>.</exception>
    public void Require(Uri server)
    {
        if (Refusal(server) is PlexException refusal)
            throw refusal;
    }

    /// <summary>
    /// Whether a host that is private by name must also have a private address. This applies to the server and to a proxy, which
    /// can read plain http.
    /// </summary>
    public bool RequiresPrivateAddress(Uri server, string host) =>
        server.Scheme == Uri.UriSchemeHttp && !AllowUnencrypted && !IPAddress.TryParse(host, out _);

    /// <summary>Selects the addresses that plain http may use for a private name.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>: no address is private.</exception>
    public static IPAddress[] SelectPrivate(Uri server, string host, IPAddress[] addresses)
    {
        IPAddress[] usable = Array.FindAll(addresses, ServerAddress.IsPrivate);
        if (usable.Length > 0)
            return usable;
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        throw Refuse(
            server,
            $"the name '{host}' resolves to the public address {addresses[0]}, and "
                + "plain http exposes the token to the network",
            $"Use https, or specify the private address of '{host}'. {VpnAdvice}");
    }

#if !NET
    /// <summary>
    /// On .NET, the address is checked when the connection is made. .NET Framework does not expose it: here, all addresses of the
    /// name must be private, and a later change of the name is not detected. An explicit proxy resolves the name of the server.
    /// </summary>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>: an address is not private.</exception>
    public async Task RequirePrivateAsync(
        Uri server,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolver,
        CancellationToken ct)
    {
        Uri next = Proxy is { NoProxy: false, Address: Uri proxy } ? proxy : server;
        if (!RequiresPrivateAddress(server, next.DnsSafeHost))
            return;
        Task<IPAddress[]> lookup =
            resolver is null ? Dns.GetHostAddressesAsync(next.IdnHost) : resolver(next.IdnHost, ct);
        // The .NET Framework lookup does not support cancellation.
        if (await Task.WhenAny(lookup, Task.Delay(Timeout.Infinite, ct)).ConfigureAwait(false) != lookup)
            ct.ThrowIfCancellationRequested();
        IPAddress[] addresses = await lookup.ConfigureAwait(false);
        IPAddress[] others = Array.FindAll(addresses, static address => !ServerAddress.IsPrivate(address));
        SelectPrivate(server, next.IdnHost, others.Length > 0 ? others : addresses);
    }
#endif

    private PlexException? Refusal(Uri server)
    {
        if (server.Scheme == Uri.UriSchemeHttps)
            return null;
        if (Thumbprint is not null)
        {
            return Refuse(
                server,
                "a certificate is pinned with -CertificateThumbprint, and plain http has no certificate",
                "Specify the https address of the server or only its host, or omit -CertificateThumbprint.");
        }

        if (AllowUnencrypted)
            return null;
        if (!ServerAddress.IsPrivate(server))
            return Refuse(server, "plain http exposes the token to the network", $"Use https. {VpnAdvice}");
        // The system proxy is not used for plain http to a private server.
        if (Proxy is { NoProxy: false, Address: Uri proxy } && !ServerAddress.IsPrivate(proxy))
        {
            return Refuse(
                server,
                "plain http exposes the token to the proxy",
                "Use https, or -NoProxy. If you trust the proxy and the network to it, add -AllowUnencryptedAuthentication.",
                $" through the proxy '{proxy.Host}:{proxy.Port}'");
        }

        return null;
    }

    private static PlexException Refuse(Uri server, string reason, string advice, string route = "") =>
        new(PlexError.UnencryptedConnection, $"Did not connect to '{server.AbsoluteUri}'{route}: {reason}.", advice)
        {
            Server = server,
            Reason = reason,
        };
}
