using System.Net;
using System.Net.Sockets;

namespace PlexSecurity;

/// <summary>
/// Where a token may go: over https anywhere, in the clear only to loopback and private addresses. Whoever pins a certificate
/// means https alone.
/// </summary>
internal static class SafeChannel
{
    public static bool Allows(Uri server, PlexClientOptions options) =>
        server.Scheme == Uri.UriSchemeHttps
        || (options.CertificateThumbprint is null && (options.AllowUnencryptedAuthentication || ServerAddress.IsPrivate(server)));

    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>.</exception>
    public static void Require(Uri server, PlexClientOptions options)
    {
        if (Allows(server, options))
            return;
        throw options.CertificateThumbprint is null
            ? Refusal(
                server,
                "over plain http everybody on the way could read the token",
                "Use https. If the way is secured otherwise (a VPN), say so with -AllowUnencryptedAuthentication.")
            : Refusal(
                server,
                "a certificate is pinned with -CertificateThumbprint, and plain http has none to compare",
                "Give the https address of the server, or its host alone; or leave out -CertificateThumbprint.");
    }

    /// <summary>Whether the name alone says that the server is private: then the address it leads to must be private too.</summary>
    public static bool IsPrivateByNameAlone(Uri server, PlexClientOptions options) =>
        server.Scheme == Uri.UriSchemeHttp
        && !options.AllowUnencryptedAuthentication
        && !IPAddress.TryParse(server.DnsSafeHost, out _);

    /// <summary>Those of a name's addresses that plain http may go to.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>: there is none.</exception>
    public static IPAddress[] PrivateOf(Uri server, IPAddress[] found)
    {
        IPAddress[] usable = Array.FindAll(found, ServerAddress.IsPrivate);
        if (usable.Length > 0)
            return usable;
        if (found.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        throw Refusal(
            server,
            $"the name '{server.IdnHost}' leads to {found[0]}, which is not a private address, and "
            + "over plain http everybody on the way could read the token",
            $"Use https, or give the private address of '{server.IdnHost}'. "
            + "If the way is secured otherwise (a VPN), say so with -AllowUnencryptedAuthentication.");
    }

#if !NET
    /// <summary>
    /// On .NET the address is checked where the connection is made. .NET Framework shows nobody which one it takes, so here every
    /// address that the name has must be private, and a name that changes in the moment between is not noticed. Through a proxy
    /// that was given the name is the proxy's to find.
    /// </summary>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>: one is not private.</exception>
    public static async Task RequirePrivateAsync(Uri server, PlexClientOptions options)
    {
        if (!IsPrivateByNameAlone(server, options) || (options.Proxy is not null && !options.NoProxy))
            return;
        IPAddress[] found = options.Resolver is null
            ? await Dns.GetHostAddressesAsync(server.IdnHost).ConfigureAwait(false)
            : await options.Resolver(server.IdnHost, CancellationToken.None).ConfigureAwait(false);
        IPAddress[] others = Array.FindAll(found, static address => !ServerAddress.IsPrivate(address));
        PrivateOf(server, others.Length > 0 ? others : found);
    }
#endif

    private static PlexException Refusal(Uri server, string reason, string advice) => new(
        PlexError.UnencryptedConnection,
        $"Would not connect to '{server.AbsoluteUri}': {reason}.",
        advice)
    {
        Server = server,
        Reason = reason,
    };
}
