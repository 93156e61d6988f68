using System.Net;

namespace PlexSecurity.Networking;

/// <summary>The proxy settings of requests.</summary>
/// <param name="Address">The proxy, without credentials in its address; null for the system proxy.</param>
/// <param name="Credentials">The credentials for the proxy.</param>
/// <param name="NoProxy">Whether no proxy is used, including the system proxy.</param>
internal sealed record ProxySettings(Uri? Address = null, ICredentials? Credentials = null, bool NoProxy = false)
{
#if NET
    private const string Schemes = "http or https";

    private static bool IsSupported(string scheme) => scheme == Uri.UriSchemeHttp || scheme == Uri.UriSchemeHttps;
#else
    // The .NET Framework handler supports no other schemes.
    private const string Schemes = "http";

    private static bool IsSupported(string scheme) => scheme == Uri.UriSchemeHttp;
#endif

    /// <summary>The proxy for a handler; null for the system proxy.</summary>
    public IWebProxy? ExplicitProxy => Address is null ? null : new FixedProxy(Address, Credentials);

    /// <exception cref="PlexException"><see cref="PlexError.InvalidUri"/>: the address is not a valid proxy address.</exception>
    public static void Validate(Uri? proxy)
    {
        string? fault = proxy switch
        {
            null => null,
            { IsAbsoluteUri: false } => "has no scheme or is not a URL",
            _ when !IsSupported(proxy.Scheme) => $"has a scheme other than {Schemes}",
            _ when !ServerAddress.HasHost(proxy) || proxy.Port < 1 => "has no host or no valid port",
            _ => null,
        };
        if (fault is null)
            return;
        throw new PlexException(
            PlexError.InvalidUri,
            $"The proxy address {fault}.",
            $"Specify it as http://host:port. Schemes other than {Schemes}, such as socks5, are not supported.");
    }

    /// <summary>
    /// Whether a proxy is used. For plain http to a private address, the system proxy is not used: it could read the token.
    /// </summary>
    public bool IsUsedFor(Uri server) =>
        !NoProxy && (Address is not null || server.Scheme == Uri.UriSchemeHttps || !ServerAddress.IsPrivate(server));

    /// <summary>Gets the proxy for a server: the explicit proxy, or the system proxy; null if there is none.</summary>
    public ProxyAddress? For(Uri server)
    {
        if (!IsUsedFor(server))
            return null;
        if (Address is not null)
            return new ProxyAddress(Address, Credentials?.GetCredential(Address, "Basic"));
#if NET
        IWebProxy? system = HttpClient.DefaultProxy;
#else
        IWebProxy? system = WebRequest.DefaultWebProxy;
#endif
        Uri? found = system is null || system.IsBypassed(server) ? null : system.GetProxy(server);
        return found is null || found == server
            ? null
            : new ProxyAddress(found, system!.Credentials?.GetCredential(found, "Basic") ?? ProxyAddress.GetCredentials(found));
    }
}
