using System.Net;
using System.Net.Sockets;
using PlexSecurity.Networking;

namespace PlexSecurity.Security;

/// <summary>
/// Which channels may carry a token: https anywhere, plain http only to loopback and private addresses. A pinned certificate
/// means https alone.
/// </summary>
internal sealed record ChannelPolicy
{
    private const string VpnAdvice =
        "If another layer such as a VPN encrypts the connection, add -AllowUnencryptedAuthentication.";

    /// <summary>Whether any certificate is accepted, and from then on only the first one seen.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>
    /// The SHA-256 thumbprint of the one certificate to accept, as <see cref="CertificateThumbprint.Parse"/> gives it.
    /// </summary>
    public string? Thumbprint { get; init; }

    /// <summary>Whether a token may go over plain http to a public address or through a public proxy.</summary>
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
    /// Whether a host that counts as private by its name alone must also have a private address: the server itself, or a proxy,
    /// which reads plain http.
    /// </summary>
    public bool MustBePrivate(Uri server, string host) =>
        server.Scheme == Uri.UriSchemeHttp && !AllowUnencrypted && !IPAddress.TryParse(host, out _);

    /// <summary>The addresses of a private name that plain http may go to.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>: there is none.</exception>
    public static IPAddress[] PrivateOf(Uri server, string host, IPAddress[] addresses)
    {
        IPAddress[] usable = Array.FindAll(addresses, ServerAddress.IsPrivate);
        if (usable.Length > 0)
            return usable;
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        throw Refuse(
            server,
            string.Empty,
            $"the name '{host}' resolves to the public address {addresses[0]}, and "
                + "plain http exposes the token to the network",
            $"Use https, or specify the private address of '{host}'. {VpnAdvice}");
    }

#if !NET
    /// <summary>
    /// On .NET the address is checked where the connection is made. .NET Framework does not show it: here every address of the
    /// name must be private, and a name that changes in between is not noticed. A given proxy resolves the name of the server.
    /// </summary>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>: one is not private.</exception>
    public async Task RequirePrivateAsync(
        Uri server,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolver,
        CancellationToken ct)
    {
        Uri next = Proxy is { NoProxy: false, Address: Uri proxy } ? proxy : server;
        if (!MustBePrivate(server, next.DnsSafeHost))
            return;
        Task<IPAddress[]> lookup =
            resolver is null ? Dns.GetHostAddressesAsync(next.IdnHost) : resolver(next.IdnHost, ct);
        // The lookup of .NET Framework knows no cancellation.
        if (await Task.WhenAny(lookup, Task.Delay(Timeout.Infinite, ct)).ConfigureAwait(false) != lookup)
            ct.ThrowIfCancellationRequested();
        IPAddress[] addresses = await lookup.ConfigureAwait(false);
        IPAddress[] others = Array.FindAll(addresses, static address => !ServerAddress.IsPrivate(address));
        PrivateOf(server, next.IdnHost, others.Length > 0 ? others : addresses);
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
                string.Empty,
                "a certificate is pinned with -CertificateThumbprint, and plain http has no certificate",
                "Specify the https address of the server or only its host, or omit -CertificateThumbprint.");
        }

        if (AllowUnencrypted)
            return null;
        if (!ServerAddress.IsPrivate(server))
            return Refuse(server, string.Empty, "plain http exposes the token to the network", $"Use https. {VpnAdvice}");
        // The system's proxy is not used for plain http to a private server.
        if (Proxy is { NoProxy: false, Address: Uri proxy } && !ServerAddress.IsPrivate(proxy))
        {
            return Refuse(
                server,
                $" through the proxy '{proxy.Host}:{proxy.Port}'",
                "plain http exposes the token to the proxy",
                "Use https, or -NoProxy. If you trust the proxy and the network to it, add -AllowUnencryptedAuthentication.");
        }

        return null;
    }

    private static PlexException Refuse(Uri server, string route, string reason, string advice) =>
        new(PlexError.UnencryptedConnection, $"Did not connect to '{server.AbsoluteUri}'{route}: {reason}.", advice)
        {
            Server = server,
            Reason = reason,
        };
}
