using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using PlexSecurity.Errors;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>Explains exceptions of the handler, with the recommended action.</summary>
internal static class TransportFailure
{
    private const string AddressAdvice = "Check the address and that the server is running.";

    /// <summary>Explains an exception of the handler from before a response was received.</summary>
    public static FailureReason Explain(Uri server, ProxyAddress? proxy, Exception failure)
    {
        Exception? innermost = null;
        for (Exception? e = failure; e is not null; innermost = e, e = e.InnerException)
        {
            switch (e)
            {
                case PlexException refusal:
                    return new(refusal.Error, $"{refusal.Reason ?? refusal.Message}", refusal.RecommendedAction);
                case UnverifiedConnectionException:
                    return ConnectionClosed(server);
                case CertificateRejectedException rejected:
                    return new(PlexError.TlsFailed, $"{rejected.Message}", rejected.Advice)
                    {
                        IsProxyFailure = rejected.IsProxyCertificate,
                    };
                case AuthenticationException:
                    return NotSecure(server, proxy);
                case SocketException socket:
                    return proxy is null ? FromSocket(server, socket) : ProxyFailure.FromSocket(proxy, socket);
#if NET
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded,
                }:
                    return NotHttp(proxy);
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } refused when proxy is not null:
                    return ProxyFailure.NoTunnel(proxy, (int?)refused.StatusCode);
#else
                case WebException web when FromWeb(server, proxy, web) is FailureReason explanation:
                    return explanation;
#endif
            }
        }

        if (IsConnectionFailure(failure))
            return proxy is null ? ConnectionClosed(server) : ProxyFailure.ConnectionClosed(proxy);
        if (innermost is not HttpRequestException)
            return Unexpected(innermost!);
#if !NET
        // This build does not get the cause. If a tunnel is required, the proxy most likely refused it.
        if (proxy is not null && server.Scheme == Uri.UriSchemeHttps)
            return ProxyFailure.NoTunnel(proxy, null);
#endif
        return NotHttp(proxy);
    }

    /// <summary>Whether the connection or the data on it failed. Other exceptions are bugs.</summary>
    public static bool IsConnectionFailure(Exception failure) =>
        ExceptionChain.Of(failure).Any(static e => e is IOException or InvalidDataException);

    private static FailureReason FromSocket(Uri server, SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NameNotFound(server),
        SocketError.ConnectionRefused => Refused(server),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ConnectionClosed(server),
        SocketError.TimedOut =>
            new(PlexError.ConnectionFailed, $"the connection timed out", AddressAdvice, IsTransient: true),
        SocketError code => new(PlexError.ConnectionFailed, $"the connection failed ({code})", AddressAdvice, IsTransient: true),
    };

#if !NET
    private static FailureReason? FromWeb(Uri server, ProxyAddress? proxy, WebException web) => web.Status switch
    {
        WebExceptionStatus.ProxyNameResolutionFailure when proxy is not null => ProxyFailure.NameNotFound(proxy),
        WebExceptionStatus.RequestProhibitedByProxy when proxy is not null => ProxyFailure.NoTunnel(proxy, null),
        WebExceptionStatus.NameResolutionFailure => proxy is null ? NameNotFound(server) : ProxyFailure.NameNotFound(proxy),
        WebExceptionStatus.ConnectFailure =>
            proxy is null ? Refused(server) : ProxyFailure.Unreachable(proxy, $"the connection was refused"),
        WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure =>
            new(
                PlexError.TlsFailed,
                $"the certificate was rejected",
                "Check the certificate, or pin it with -CertificateThumbprint."),
        WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded => NotHttp(proxy),
        WebExceptionStatus.ReceiveFailure or WebExceptionStatus.SendFailure or WebExceptionStatus.ConnectionClosed
            or WebExceptionStatus.KeepAliveFailure =>
            proxy is null ? ConnectionClosed(server) : ProxyFailure.ConnectionClosed(proxy),
        _ => null,
    };
#endif

    private static FailureReason NameNotFound(Uri server)
    {
        bool isPlexDirect = PlexDirectName.TryGetAddress(server.IdnHost, out _);
        return new(
            PlexError.ConnectionFailed,
            isPlexDirect
                ? $"the name '{server.IdnHost}' could not be resolved; a DNS rebinding filter may block it"
                : (FormattableString)$"the name '{server.IdnHost}' could not be resolved",
            isPlexDirect ? "Allow plex.direct in the DNS filter of the router, or use another address." : "Check the name.");
    }

    private static FailureReason Refused(Uri server) => new(
        PlexError.ConnectionFailed,
        $"the connection was refused: nothing listens on port {server.Port}",
        "Check the port and that the server is running.",
        IsTransient: true);

    private static FailureReason ConnectionClosed(Uri server) => new(
        PlexError.ConnectionFailed,
        $"the connection was closed without a response",
        server.Scheme == Uri.UriSchemeHttp
            ? "The server may require https: try https."
            : "Check that this is the port of the Plex server; the server or a firewall may have closed the connection.",
        IsTransient: true);

    private static FailureReason NotSecure(Uri server, ProxyAddress? proxy) => proxy is { IsSecure: true }
        ? ProxyFailure.NotSecure(proxy, server)
        : new(
            PlexError.TlsFailed,
            $"the TLS handshake failed",
            "Check that the port accepts https with TLS 1.2 or later.");

    private static FailureReason NotHttp(ProxyAddress? proxy) => proxy is null
        ? new(
            PlexError.InvalidResponse,
            $"the port did not return an HTTP response",
            "Check that this is the port of the Plex server.")
        : ProxyFailure.NotHttp(proxy);

    private static FailureReason Unexpected(Exception innermost) => new(
        PlexError.Unexpected,
        $"an unexpected error occurred ({innermost.GetType().Name})",
        "The server did not cause this error. Report it with the inner exception.");
}
