using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PlexSecurity.Http;

/// <summary>What an exception below HTTP means for a call, and what to do about it.</summary>
internal static class TransportFailure
{
    private const string AddressAdvice = "Check the address and that the server is up.";

    public readonly record struct Explanation(PlexError Error, string Reason, string Advice, bool MayPass = false);

    /// <param name="server">The server that was asked.</param>
    /// <param name="failure">What the handler threw before any answer came.</param>
    public static Explanation Explain(Uri server, Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case PlexException refusal:
                    return new(refusal.Error, refusal.Reason ?? refusal.Message, refusal.RecommendedAction);
                case UnverifiedConnectionException:
                    return Dropped(server);
                case CertificateRejectedException rejected:
                    return new(PlexError.TlsFailed, rejected.Message, rejected.Advice);
                case AuthenticationException:
                    return new(PlexError.TlsFailed, "no secure connection could be agreed", "Check that the port speaks https, with TLS 1.2 or later.");
                case SocketException socket:
                    return FromSocket(server, socket);
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                    return NotHttp();
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return new(PlexError.ConnectionFailed, "the proxy refused to make the connection", "Check the proxy, or connect with -NoProxy.");
#else
                case WebException web when FromWeb(server, web) is Explanation explanation:
                    return explanation;
#endif
            }
        }

        return HasInputOutputFault(failure) ? Dropped(server) : NotHttp();
    }

    private static Explanation FromSocket(Uri server, SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NameNotFound(server),
        SocketError.ConnectionRefused => Refused(server),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Dropped(server),
        SocketError.TimedOut => new(PlexError.ConnectionFailed, "the connection could not be made in time", AddressAdvice, MayPass: true),
        _ => new(PlexError.ConnectionFailed, $"the connection failed ({socket.SocketErrorCode})", AddressAdvice, MayPass: true),
    };

#if !NET
    private static Explanation? FromWeb(Uri server, WebException web) => web.Status switch
    {
        WebExceptionStatus.NameResolutionFailure => NameNotFound(server),
        WebExceptionStatus.ConnectFailure => Refused(server),
        WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure =>
            new(PlexError.TlsFailed, "its certificate was not accepted", "Check the certificate, or pin it with -CertificateThumbprint."),
        WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded => NotHttp(),
        WebExceptionStatus.ReceiveFailure or WebExceptionStatus.ConnectionClosed or WebExceptionStatus.KeepAliveFailure => Dropped(server),
        _ => null,
    };
#endif

    private static bool HasInputOutputFault(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is IOException)
                return true;
        }

        return false;
    }

    private static Explanation NameNotFound(Uri server)
    {
        bool isPlexDirect = PlexDirectName.TryGetAddress(server.IdnHost, out _);
        return new(
            PlexError.ConnectionFailed,
            $"the name '{server.IdnHost}' could not be found" + (isPlexDirect ? "; a filter against DNS rebinding is likely" : string.Empty),
            isPlexDirect ? "Allow plex.direct in the DNS filter of the router, or use another address." : "Check the name.");
    }

    private static Explanation Refused(Uri server) =>
        new(PlexError.ConnectionFailed, $"the connection was refused: nothing listens on port {server.Port}", "Check the port and that the server is up.", MayPass: true);

    private static Explanation Dropped(Uri server) => new(
        PlexError.ConnectionFailed,
        "the connection was dropped without an answer",
        server.Scheme == Uri.UriSchemeHttp
            ? "The server may require secure connections: try https."
            : "Check that the port is the Plex server's; the server or a firewall between may have closed the connection.",
        MayPass: true);

    private static Explanation NotHttp() =>
        new(PlexError.InvalidResponse, "what answers there does not speak HTTP as a Plex server does", "Check that the port is the Plex server's.");
}
