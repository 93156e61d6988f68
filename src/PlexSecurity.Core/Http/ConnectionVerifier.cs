#if NET
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>Requests the identity of the server through a new connection, before the connection carries a token.</summary>
internal sealed class ConnectionVerifier(Uri server, TransportOptions options, FailureMapper failures, IdentityGate gate)
{
    /// <param name="connection">The connection. It is not closed.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <exception cref="VerificationFailedException">The response is not valid, or came from another server.</exception>
    /// <exception cref="UnverifiedConnectionException">The server closes the connection after its response.</exception>
    public async Task VerifyAsync(Stream connection, CancellationToken ct)
    {
        ExchangeContext? exchange = ExchangeContext.Current;
        PlexCall call = new(PlexRequest.Identity(), exchange?.Call.Token, exchange?.Call.Observer);
        long start = options.Clock.Timestamp;
        int? status = null;
        PlexError? error = null;
        try
        {
            using SocketsHttpHandler handler = new()
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ActivityHeadersPropagator = null,
                // The connection already uses TLS if required.
                ConnectCallback = (_, _) => new(new ConnectionStream(connection)),
            };
            using HttpMessageInvoker http = new(handler);
            using HttpRequestMessage message = new(HttpMethod.Get, ToHttp(new Uri(server, call.Request.RelativeUri)));
            message.Headers.Host = server.Authority;
            ClientHeaders.AddCommon(message);
            using HttpResponseMessage response = await http.SendAsync(message, ct).ConfigureAwait(false);
            status = (int)response.StatusCode;
            if (status != 200)
                throw failures.FromStatus(call, response);
            ResponseElement root = await BodyReader.ReadAsync(response, call.Token, ct).ConfigureAwait(false);
            gate.Verify(ResponseMapper.Identity(root));
            if (HttpExchange.ClosesConnection(response))
            {
                gate.RecordConnectionClose();
                throw new UnverifiedConnectionException();
            }
        }
        catch (PlexException failure)
        {
            error = failure.Error;
            throw new VerificationFailedException(failure);
        }
        catch (ResponseException fault)
        {
            error = PlexError.InvalidResponse;
            throw new VerificationFailedException(failures.FromResponse(call, fault, 200));
        }
        catch (Exception lost) when (IsLost(lost))
        {
            // For example, the server closed an idle connection, or closed the connection during the response.
            error = PlexError.ConnectionFailed;
            throw new UnverifiedConnectionException();
        }
        finally
        {
            // A canceled attempt is not observed, as in PlexTransport.
            if (exchange?.IsCanceled != true)
                call.Observe(new Uri(server, call.Request.RelativeUri), 1, options.Clock.Since(start), status, error);
        }
    }

    private static bool IsLost(Exception failure) =>
        failure is not UnverifiedConnectionException
        && (failure is HttpRequestException || TransportFailure.IsConnectionFailure(failure));

    /// <summary>The address with http, for a handler whose connection already uses TLS.</summary>
    private static Uri ToHttp(Uri uri) => new UriBuilder(uri) { Scheme = Uri.UriSchemeHttp, Port = uri.Port }.Uri;
}
#endif
