using System.Net;

namespace PlexSecurity.Http;

/// <summary>The proxy on the way to a server, by its host and port: what a message may say of it.</summary>
internal sealed class ProxyAddress
{
#if NET
    private const string Schemes = "http or https";

    private static bool IsSupported(string scheme) => scheme == Uri.UriSchemeHttp || scheme == Uri.UriSchemeHttps;
#else
    // The handler of .NET Framework speaks nothing else to a proxy.
    private const string Schemes = "http";

    private static bool IsSupported(string scheme) => scheme == Uri.UriSchemeHttp;
#endif

    private readonly Uri _address;
    private readonly NetworkCredential? _login;

    private ProxyAddress(Uri address, NetworkCredential? login)
    {
        _address = address;
        _login = login;
    }

    /// <summary>The host and the port.</summary>
    public string Name => $"{_address.Host}:{_address.Port}";

    public bool IsSecure => _address.Scheme == Uri.UriSchemeHttps;

    public bool HasLogin => _login?.UserName.Length > 0;

    /// <summary>What no message may show: the password, and the forms that it takes in an address and in a header.</summary>
    public IEnumerable<string> Secrets
    {
        get
        {
            if (_address.UserInfo.Length > 0)
                yield return _address.UserInfo;
            if (_login is { Password.Length: > 0 })
            {
                yield return _login.Password;
                yield return Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{_login.UserName}:{_login.Password}"));
            }
        }
    }

    /// <summary>Whether a proxy may be used. Over plain http it reads the token, and one's own network needs none.</summary>
    public static bool MayStandBefore(Uri server, PlexClientOptions options) => !options.NoProxy
        && (options.Proxy is not null || server.Scheme == Uri.UriSchemeHttps || !ServerAddress.IsPrivate(server));

    /// <summary>The proxy that calls to a server go through: the one given, else the system's; null for none.</summary>
    public static ProxyAddress? Before(Uri server, PlexClientOptions options)
    {
        if (!MayStandBefore(server, options))
            return null;
        if (options.Proxy is Uri given)
            return new ProxyAddress(given, options.ProxyLogin?.GetCredential(given, "Basic"));
#if NET
        IWebProxy? system = HttpClient.DefaultProxy;
#else
        IWebProxy? system = WebRequest.DefaultWebProxy;
#endif
        Uri? found = system is null || system.IsBypassed(server) ? null : system.GetProxy(server);
        return found is null || found == server
            ? null
            : new ProxyAddress(found, system!.Credentials?.GetCredential(found, "Basic") ?? LoginIn(found));
    }

    /// <exception cref="PlexException"><see cref="PlexError.InvalidUri"/>: of a proxy that cannot be used.</exception>
    public static void Require(Uri? proxy)
    {
        string? fault = proxy switch
        {
            null => null,
            { IsAbsoluteUri: false } => "has no scheme or is not a URL",
            _ when !IsSupported(proxy.Scheme) => $"is not one of {Schemes}",
            _ when !ServerAddress.HasHost(proxy) || proxy.Port < 1 => "has no host or no valid port",
            _ => null,
        };
        if (fault is null)
            return;
        throw new PlexException(
            PlexError.InvalidUri,
            $"The address of the proxy {fault}.",
            $"Give it as http://host:port. A proxy of another scheme than {Schemes}, such as socks5, is not supported.");
    }

    /// <summary>Over plain http a given proxy reads the token: it must be as near as a server that gets one so.</summary>
    /// <remarks>The system's proxy is not used for http to a private server; for a public one leave is needed anyway.</remarks>
    /// <exception cref="PlexException"><see cref="PlexError.UnencryptedConnection"/>.</exception>
    public static void RequireSafe(Uri server, PlexClientOptions options)
    {
        if (server.Scheme == Uri.UriSchemeHttps || options.AllowUnencryptedAuthentication || options.NoProxy
            || options.Proxy is not Uri proxy || ServerAddress.IsPrivate(proxy))
        {
            return;
        }

        throw new PlexException(
            PlexError.UnencryptedConnection,
            $"Would not connect to '{server.AbsoluteUri}' through the proxy '{proxy.Host}:{proxy.Port}': "
                + "over plain http the proxy could read the token.",
            "Use https, or -NoProxy. If you trust the proxy and the way to it, say so with -AllowUnencryptedAuthentication.")
        {
            Server = server,
        };
    }

    /// <summary>The address of a proxy that can be kept and shown.</summary>
    public static Uri WithoutLogin(Uri proxy) => !proxy.IsAbsoluteUri || proxy.UserInfo.Length == 0
        ? proxy
        : new Uri(proxy.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped));

    /// <summary>The user and the password in the address of a proxy, where they are there.</summary>
    public static NetworkCredential? LoginIn(Uri proxy)
    {
        if (!proxy.IsAbsoluteUri || proxy.UserInfo.Length == 0)
            return null;
        string[] parts = proxy.UserInfo.Split([':'], 2);
        string password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty;
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), password);
    }
}
