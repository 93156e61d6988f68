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
    private const string VpnAdvice = "If the network is secured otherwise (a VPN), add -AllowUnencryptedAuthentication.";

    /// <summary>Whether any certificate is accepted, and from then on only the first one seen.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The SHA-256 thumbprint of the one certificate to accept, as <see cref="CertificateThumbprint.Parse"/> gives it.</summary>
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

    /// <summary>Whether a host counts as private by its name alone, so that the address must be checked too.</summary>
    public bool IsPrivateByName(Uri server) =>
        server.Scheme == Uri.UriSchemeHttp && !AllowUnencrypted && !IPAddress.TryParse(server.DnsSafeHost, out _);

    /// <summary>The addresses of a private name that plain http may go to.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>: there is none.</exception>
    public static IPAddress[] PrivateOf(Uri server, IPAddress[] addresses)
    {
        IPAddress[] usable = Array.FindAll(addresses, ServerAddress.IsPrivate);
        if (usable.Length > 0)
            return usable;
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        throw Refuse(
            server,
            string.Empty,
            $"the name '{server.IdnHost}' leads to {addresses[0]}, which is not a private address, and "
                + "plain http shows the token to everybody on the way",
            $"Use https, or give the private address of '{server.IdnHost}'. {VpnAdvice}");
    }

#if !NET
    /// <summary>
    /// On .NET the address is checked where the connection is made. .NET Framework does not show it: here every address of the
    /// name must be private, and a name that changes in between is not noticed. A given proxy resolves the name itself.
    /// </summary>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>: one is not private.</exception>
    public async Task RequirePrivateAsync(Uri server, Func<string, CancellationToken, Task<IPAddress[]>>? resolver)
    {
        if (!IsPrivateByName(server) || (Proxy.Address is not null && !Proxy.NoProxy))
            return;
        IPAddress[] addresses = resolver is null
            ? await Dns.GetHostAddressesAsync(server.IdnHost).ConfigureAwait(false)
            : await resolver(server.IdnHost, CancellationToken.None).ConfigureAwait(false);
        IPAddress[] others = Array.FindAll(addresses, static address => !ServerAddress.IsPrivate(address));
        PrivateOf(server, others.Length > 0 ? others : addresses);
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
                "a certificate is pinned with -CertificateThumbprint, and plain http has none to compare",
                "Give the https address of the server, or its host alone; or leave out -CertificateThumbprint.");
        }

        if (AllowUnencrypted)
            return null;
        if (!ServerAddress.IsPrivate(server))
            return Refuse(server, string.Empty, "plain http shows the token to everybody on the way", $"Use https. {VpnAdvice}");
        // The system's proxy is not used for plain http to a private server.
        if (Proxy is { NoProxy: false, Address: Uri proxy } && !ServerAddress.IsPrivate(proxy))
        {
            return Refuse(
                server,
                $" through the proxy '{proxy.Host}:{proxy.Port}'",
                "plain http shows the token to the proxy",
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
