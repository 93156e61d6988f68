using System.Net.Sockets;
using PlexSecurity.Errors;
using PlexSecurity.Networking;

namespace PlexSecurity.Http;

/// <summary>What a failure means where the calls go through a proxy: each connection that is made is one to the proxy.</summary>
internal static class ProxyFailure
{
    private const string Advice = "Check the address of the proxy and that it is up, or connect with -NoProxy.";

    public static FailureReason FromSocket(ProxyAddress proxy, SocketException socket) =>
        socket.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NameNotFound(proxy),
            SocketError.ConnectionRefused => Unreachable(proxy, $"the connection was refused"),
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Dropped(proxy),
            SocketError.TimedOut => Unreachable(proxy, $"the connection could not be made in time"),
            SocketError code => Unreachable(proxy, $"the connection failed ({code})"),
        };

    public static FailureReason NameNotFound(ProxyAddress proxy) =>
        new(PlexError.ConnectionFailed, $"the name of the proxy '{proxy.Name}' could not be found", Advice);

    public static FailureReason Unreachable(ProxyAddress proxy, FormattableString why) =>
        new(PlexError.ConnectionFailed, $"the proxy '{proxy.Name}' cannot be reached: {why}", Advice, IsTransient: true);

    public static FailureReason Dropped(ProxyAddress proxy) => new(
        PlexError.ConnectionFailed,
        $"the connection through the proxy '{proxy.Name}' was dropped without an answer",
        "Check that the proxy is up and lets connections to this server through, or connect with -NoProxy.",
        IsTransient: true);

    public static FailureReason NotHttp(ProxyAddress proxy) => new(
        PlexError.InvalidResponse,
        $"the answer through the proxy '{proxy.Name}' is not HTTP",
        "Check that an HTTP proxy is at this address, and that the port is the Plex server's.");

    public static FailureReason NotSecure(ProxyAddress proxy, Uri server) => new(
        PlexError.TlsFailed,
        server.Scheme == Uri.UriSchemeHttp
            ? $"no secure connection could be agreed with the proxy '{proxy.Name}'"
            : (FormattableString)$"no secure connection could be agreed, with the proxy '{proxy.Name}' or with the server",
        "Check that both speak https there, with TLS 1.2 or later; most proxies are given as http://host:port.");

    /// <param name="proxy">The proxy.</param>
    /// <param name="status">What it answered in place of making the connection, where that is known.</param>
    public static FailureReason NoTunnel(ProxyAddress proxy, int? status) => status switch
    {
        407 => NeedsCredentials(proxy),
        int code => new(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' refused to make the connection: it answered {code}",
            "The proxy may not reach the server, or not allow its port. Check the proxy, or connect with -NoProxy."),
        null => new(PlexError.ConnectionFailed, $"the proxy '{proxy.Name}' refused to make the connection", Advice),
    };

    public static FailureReason NeedsCredentials(ProxyAddress proxy) => proxy.HasCredentials
        ? new(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' did not accept the credentials (407)",
            "Check the credentials of the proxy: -ProxyCredential, or the user and the password in its address.")
        : new(
            PlexError.ConnectionFailed,
            $"the proxy '{proxy.Name}' asks for credentials (407)",
            "Give the credentials with -Proxy and -ProxyCredential.");
}
