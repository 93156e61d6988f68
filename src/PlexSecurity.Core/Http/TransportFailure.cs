using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using PlexSecurity.Errors;
using PlexSecurity.Networking;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>What an exception below HTTP means for a call, and what to do about it.</summary>
internal static class TransportFailure
{
    private const string AddressAdvice = "Check the address and that the server is running.";

    /// <param name="server">The server that was asked.</param>
    /// <param name="proxy">The proxy of the server, if there is one.</param>
    /// <param name="failure">What the handler threw before any response came.</param>
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
                    return Dropped(server);
                case CertificateRejectedException rejected:
                    return new(PlexError.TlsFailed, $"{rejected.Message}", rejected.Advice) { IsOfProxy = rejected.IsOfProxy };
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

        if (IsOfConnection(failure))
            return proxy is null ? Dropped(server) : ProxyFailure.Dropped(proxy);
        if (innermost is not HttpRequestException)
            return Unexpected(innermost!);
#if !NET
        // This build is not told why; where a tunnel is needed, that it was refused is the likeliest.
        if (proxy is not null && server.Scheme == Uri.UriSchemeHttps)
            return ProxyFailure.NoTunnel(proxy, null);
#endif
        return NotHttp(proxy);
    }

    /// <summary>Whether a connection, or what it carried, broke; other exceptions are faults of a program.</summary>
    public static bool IsOfConnection(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is IOException or InvalidDataException)
                return true;
        }

        return false;
    }

    private static FailureReason FromSocket(Uri server, SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NameNotFound(server),
        SocketError.ConnectionRefused => Refused(server),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Dropped(server),
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
                "Check it, or pin it with -CertificateThumbprint."),
        WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded => NotHttp(proxy),
        WebExceptionStatus.ReceiveFailure or WebExceptionStatus.SendFailure or WebExceptionStatus.ConnectionClosed
            or WebExceptionStatus.KeepAliveFailure => proxy is null ? Dropped(server) : ProxyFailure.Dropped(proxy),
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

    private static FailureReason Dropped(Uri server) => new(
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
        ? new(PlexError.InvalidResponse, $"the port does not speak HTTP", "Check that this is the port of the Plex server.")
        : ProxyFailure.NotHttp(proxy);

    private static FailureReason Unexpected(Exception innermost) => new(
        PlexError.Unexpected,
        $"an unexpected failure, {innermost.GetType().Name}",
        "This is not an error of the server. Please report it with the inner exception of the error.");
}
