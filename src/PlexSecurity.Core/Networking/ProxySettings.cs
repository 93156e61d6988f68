using System.Net;

namespace PlexSecurity.Networking;

/// <summary>Which proxy requests go through.</summary>
/// <param name="Address">The proxy, without credentials in its address; null for the system's.</param>
/// <param name="Credentials">The credentials for this proxy.</param>
/// <param name="NoProxy">Whether no proxy is used, not even the system's.</param>
internal sealed record ProxySettings(Uri? Address = null, ICredentials? Credentials = null, bool NoProxy = false)
{
#if NET
    private const string Schemes = "http or https";

    private static bool IsSupported(string scheme) => scheme == Uri.UriSchemeHttp || scheme == Uri.UriSchemeHttps;
#else
    // The handler of .NET Framework supports nothing else.
    private const string Schemes = "http";

    private static bool IsSupported(string scheme) => scheme == Uri.UriSchemeHttp;
#endif

    /// <summary>The given proxy for a handler; null where none was given.</summary>
    public IWebProxy? Given => Address is null ? null : new GivenProxy(Address, Credentials);

    /// <exception cref="PlexException"><see cref="PlexError.InvalidUri"/>: the address cannot be used as a proxy.</exception>
    public static void Require(Uri? proxy)
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

    /// <summary>Whether a proxy is used at all. Over plain http it reads the token, and a private network needs none.</summary>
    public bool IsUsedFor(Uri server) =>
        !NoProxy && (Address is not null || server.Scheme == Uri.UriSchemeHttps || !ServerAddress.IsPrivate(server));

    /// <summary>The proxy for a server: the one given, else the system's; null for none.</summary>
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
            : new ProxyAddress(found, system!.Credentials?.GetCredential(found, "Basic") ?? ProxyAddress.CredentialsIn(found));
    }
}
