using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// The handler of a session: no redirects, which would carry the token to another host; no cookies; TLS 1.2 at least; nothing
/// set for the whole process.
/// </summary>
[SuppressMessage(
    "Security",
    "CA5398:Avoid hardcoded SslProtocols values",
    Justification = "A lower bound: a system's default may allow older ones.")]
internal static class HandlerFactory
{
    private const int MaximumConnections = 64;

    /// <param name="server">The server.</param>
    /// <param name="options">How to talk to it.</param>
    /// <param name="check">Checks the certificate of the server; null over plain http.</param>
    /// <param name="filter">Wraps each connection, after TLS; null for none.</param>
    public static HttpMessageHandler Create(
        Uri server,
        TransportOptions options,
        CertificateCheck? check,
        Func<Stream, Stream>? filter = null)
    {
        bool useProxy = options.Channel.Proxy.IsUsedFor(server);
#if NET
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = useProxy,
            MaxConnectionsPerServer = MaximumConnections,
            // A name may come to mean another address in the hours a session lives.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            // What is left of a small error page is read so that the connection can serve again; anything larger closes it.
            MaxResponseDrainSize = 4096,
            ActivityHeadersPropagator = null,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ConnectCallback = new ServerConnector(new AddressFinder(server, options)).ConnectAsync,
        };

        // Each in a method of its own: what it needs is not loaded and compiled for a server that does without.
        if (options.Channel.Proxy.Given is IWebProxy proxy)
            UseProxy(proxy, handler);
        if (check is not null)
            Secure(server, options, check, handler);
        if (filter is not null)
            Filter(filter, handler);
        return handler;
#else
        // This handler shows nobody its connections: one that it makes by itself carries a token without a question of its own.
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = useProxy,
            Proxy = options.Channel.Proxy.Given,
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
            // To a proxy that makes a tunnel, through which the server comes later.
            context.InitialRequestMessage.Method == HttpMethod.Connect
                ? context.PlaintextStream
                : filter(context.PlaintextStream));

    private static void UseProxy(IWebProxy proxy, SocketsHttpHandler handler)
    {
        handler.Proxy = proxy;
        // For a secure connection to the proxy itself, where the server's is not secure.
        handler.SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
    }

    private static void Secure(Uri server, TransportOptions options, CertificateCheck check, SocketsHttpHandler handler)
    {
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (stream, certificate, chain, errors) => IsOfProxy(stream, server, options)
                ? AcceptProxy(errors)
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

    /// <summary>Whether the certificate is that of a secure proxy, which is checked for the proxy's name.</summary>
    private static bool IsOfProxy(object stream, Uri server, TransportOptions options) =>
        stream is SslStream tls && !SameHost(tls.TargetHostName, server.IdnHost)
        && options.Channel.Proxy.For(server) is { IsSecure: true };

    /// <summary>A pin and leave to skip the check are the server's alone.</summary>
    private static bool AcceptProxy(SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        throw new CertificateRejectedException(
            $"the certificate of the proxy was rejected ({errors})",
            "Check the address and the certificate of the proxy. What is allowed for a server does not apply to it.")
        {
            IsOfProxy = true,
        };
    }

    private static bool SameHost(string one, string other) =>
        string.Equals(one.Trim('[', ']', '.'), other.Trim('[', ']', '.'), StringComparison.OrdinalIgnoreCase);
#endif
}
