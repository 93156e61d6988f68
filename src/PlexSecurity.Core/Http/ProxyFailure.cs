using System.Net.Sockets;
using PlexSecurity.Errors;
using PlexSecurity.Networking;

namespace PlexSecurity.Http;

/// <summary>What a failure means where the calls go through a proxy: each connection that is made is one to the proxy.</summary>
internal static class ProxyFailure
{
    private const string Advice = "Check the address of the proxy and that it is running, or connect with -NoProxy.";

    public static FailureReason FromSocket(ProxyAddress proxy, SocketException socket) =>
        socket.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NameNotFound(proxy),
            SocketError.ConnectionRefused => Unreachable(proxy, $"the connection was refused"),
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Dropped(proxy),
            SocketError.TimedOut => Unreachable(proxy, $"the connection timed out"),
            SocketError code => Unreachable(proxy, $"the connection failed ({code})"),
        };

    public static FailureReason NameNotFound(ProxyAddress proxy) =>
        Of(PlexError.ConnectionFailed, $"the name of the proxy '{proxy.Name}' could not be resolved", Advice);

    public static FailureReason Unreachable(ProxyAddress proxy, FormattableString why) =>
        Of(PlexError.ConnectionFailed, $"the proxy '{proxy.Name}' cannot be reached: {why}", Advice, isTransient: true);

    public static FailureReason Dropped(ProxyAddress proxy) => Of(
        PlexError.ConnectionFailed,
        $"the connection through the proxy '{proxy.Name}' was closed without a response",
        "Check that the proxy is running and allows connections to this address, or connect with -NoProxy.",
        isTransient: true);

    public static FailureReason NotHttp(ProxyAddress proxy) => Of(
        PlexError.InvalidResponse,
        $"the response through the proxy '{proxy.Name}' is not HTTP",
        "Check that an HTTP proxy is at this address, and the address and the port that it leads to.");

    public static FailureReason NotSecure(ProxyAddress proxy, Uri server) => Of(
        PlexError.TlsFailed,
        server.Scheme == Uri.UriSchemeHttp
            ? $"the TLS handshake with the proxy '{proxy.Name}' failed"
            : (FormattableString)$"the TLS handshake failed, with the proxy '{proxy.Name}' or behind it",
        "Check that both accept https with TLS 1.2 or later; most proxies have the form http://host:port.");

    /// <param name="proxy">The proxy.</param>
    /// <param name="status">What it answered in place of making the connection, where that is known.</param>
    public static FailureReason NoTunnel(ProxyAddress proxy, int? status) => status switch
    {
        407 => NeedsCredentials(proxy),
        int code => Of(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' refused the connection ({code})",
            "The proxy may not reach the address, or may not allow its port. Check the proxy, or connect with -NoProxy."),
        null => Of(PlexError.ConnectionFailed, $"the proxy '{proxy.Name}' refused the connection", Advice),
    };

    public static FailureReason NeedsCredentials(ProxyAddress proxy) => proxy.HasCredentials
        ? Of(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' rejected the credentials (407)",
            "Check the credentials of the proxy: -ProxyCredential, or the user and the password in its address.")
        : Of(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' requires credentials (407)",
            "Give the credentials with -Proxy and -ProxyCredential.");

    private static FailureReason Of(PlexError error, FormattableString reason, string advice, bool isTransient = false) =>
        new(error, reason, advice, isTransient) { IsOfProxy = true };
}
