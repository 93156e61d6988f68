using System.Net.Sockets;
using PlexSecurity.Errors;
using PlexSecurity.Networking;

namespace PlexSecurity.Http;

/// <summary>Explains failures through a proxy. With a proxy, all connections are connections to the proxy.</summary>
internal static class ProxyFailure
{
    private const string Advice = "Check the address of the proxy and that it is running, or connect with -NoProxy.";

    public static FailureReason FromSocket(ProxyAddress proxy, SocketException socket) =>
        socket.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NameNotFound(proxy),
            SocketError.ConnectionRefused => Unreachable(proxy, $"the connection was refused"),
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ConnectionClosed(proxy),
            SocketError.TimedOut => Unreachable(proxy, $"the connection timed out"),
            SocketError code => Unreachable(proxy, $"the connection failed ({code})"),
        };

    public static FailureReason NameNotFound(ProxyAddress proxy) =>
        Create(PlexError.ConnectionFailed, $"the name of the proxy '{proxy.Name}' could not be resolved", Advice);

    public static FailureReason Unreachable(ProxyAddress proxy, FormattableString why) =>
        Create(PlexError.ConnectionFailed, $"the proxy '{proxy.Name}' cannot be reached: {why}", Advice, isTransient: true);

    public static FailureReason ConnectionClosed(ProxyAddress proxy) => Create(
        PlexError.ConnectionFailed,
        $"the connection through the proxy '{proxy.Name}' was closed without a response",
        "Check that the proxy is running and allows connections to this address, or connect with -NoProxy.",
        isTransient: true);

    public static FailureReason NotHttp(ProxyAddress proxy) => Create(
        PlexError.InvalidResponse,
        $"the response through the proxy '{proxy.Name}' is not HTTP",
        "Check that an HTTP proxy is at this address, and check the target address and port.");

    public static FailureReason NotSecure(ProxyAddress proxy, Uri server) => Create(
        PlexError.TlsFailed,
        server.Scheme == Uri.UriSchemeHttp
            ? $"the TLS handshake with the proxy '{proxy.Name}' failed"
            : (FormattableString)$"the TLS handshake failed, with the proxy '{proxy.Name}' or behind it",
        "Check that both accept https with TLS 1.2 or later; most proxies have the form http://host:port.");

    /// <summary>Explains the status of the proxy response to CONNECT, or null if it is unknown.</summary>
    public static FailureReason NoTunnel(ProxyAddress proxy, int? status) => status switch
    {
        407 => NeedsCredentials(proxy),
        int code => Create(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' refused the connection ({code})",
            "The proxy may not reach the address, or may not allow its port. Check the proxy, or connect with -NoProxy."),
        null => Create(PlexError.ConnectionFailed, $"the proxy '{proxy.Name}' refused the connection", Advice),
    };

    public static FailureReason NeedsCredentials(ProxyAddress proxy) => proxy.HasCredentials
        ? Create(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' rejected the credentials (407)",
            "Check the credentials of the proxy: -ProxyCredential, or the user and the password in its address.")
        : Create(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' requires credentials (407)",
            "Specify the credentials with -Proxy and -ProxyCredential.");

    private static FailureReason Create(PlexError error, FormattableString reason, string advice, bool isTransient = false) =>
        new(error, reason, advice, isTransient) { IsProxyFailure = true };
}
