using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// Creates the handler of a session: no redirects, which would send the token to another host; no cookies; TLS 1.2 or later; no
/// process-wide settings.
/// </summary>
[SuppressMessage("Security", "CA5398", Justification = "This is a lower bound: the system default may allow older versions.")]
internal static class HandlerFactory
{
    private const int MaximumConnections = 64;

    /// <summary>
    /// Creates a handler. The check of the server's certificate is null over plain http. The filter wraps each connection after
    /// TLS.
    /// </summary>
    public static HttpMessageHandler Create(
        Uri server,
        TransportOptions options,
        CertificateCheck? check,
        Func<Stream, Stream>? filter = null)
    {
        bool useProxy = options.Channel.Proxy.IsUsedFor(server);
#if NET
        ServerConnector connector = new(server, options);
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = useProxy,
            MaxConnectionsPerServer = MaximumConnections,
            // The address of a name may change during the lifetime of a session.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            // The rest of a small error page is read so that the connection can be reused. A larger one closes the connection.
            MaxResponseDrainSize = 4096,
            ActivityHeadersPropagator = null,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ConnectCallback = (context, ct) => connector.ConnectAsync(context.DnsEndPoint, ct),
        };

        // Separate methods: their dependencies are loaded and compiled only for servers that need them.
        if (options.Channel.Proxy.ExplicitProxy is IWebProxy proxy)
            UseProxy(proxy, handler);
        if (check is not null)
            Secure(server, options, check, handler);
        if (filter is not null)
            Filter(filter, handler);
        return handler;
#else
        // This handler does not expose its connections, so a new connection carries a token without a separate identity check.
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = useProxy,
            Proxy = options.Channel.Proxy.ExplicitProxy,
            MaxConnectionsPerServer = MaximumConnections,
            SslProtocols = SslProtocols.Tls12,
            ServerCertificateCustomValidationCallback =
                (_, certificate, chain, errors) => check?.Accept(certificate, chain, errors) ?? errors == SslPolicyErrors.None,
        };
#endif
    }

#if NET
    private static void Filter(Func<Stream, Stream> filter, SocketsHttpHandler handler) =>
        handler.PlaintextStreamFilter = (context, _) => new(
            // For CONNECT, the other end is still the proxy.
            context.InitialRequestMessage.Method == HttpMethod.Connect
                ? context.PlaintextStream
                : filter(context.PlaintextStream));

    private static void UseProxy(IWebProxy proxy, SocketsHttpHandler handler)
    {
        handler.Proxy = proxy;
        // For TLS with the proxy if the server uses plain http.
        handler.SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
    }

    private static void Secure(Uri server, TransportOptions options, CertificateCheck check, SocketsHttpHandler handler)
    {
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (stream, certificate, chain, errors) =>
                IsProxyCertificate(stream, server, options)
                    ? AcceptProxyCertificate(errors)
                    : check.Accept(certificate, chain, errors),
        };
        if (options.ExtraAuthority is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new()
            {
                TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { options.ExtraAuthority },
                RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
            };
        }
    }

    /// <summary>Whether the certificate belongs to an https proxy. It is checked for the name of the proxy.</summary>
    private static bool IsProxyCertificate(object stream, Uri server, TransportOptions options) =>
        stream is SslStream tls && !SameHost(tls.TargetHostName, server.IdnHost)
        && options.Channel.Proxy.For(server) is { IsSecure: true };

    /// <summary>Accepts only a valid certificate: a pin and a skipped check apply only to the server.</summary>
    private static bool AcceptProxyCertificate(SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        throw new CertificateRejectedException(
            $"the certificate of the proxy was rejected ({errors})",
            "Check the address and the certificate of the proxy. Exceptions for the server do not apply to the proxy.")
        {
            IsProxyCertificate = true,
        };
    }

    private static bool SameHost(string one, string other) =>
        string.Equals(one.Trim('[', ']', '.'), other.Trim('[', ']', '.'), StringComparison.OrdinalIgnoreCase);
#endif
}
