#if NET
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// Asks the machine at the other end of a new connection for its identity, before the connection carries a token.
/// </summary>
internal sealed class IdentityQuestion(Uri server, TransportOptions options, FailureMapper failures, IdentityGate gate)
{
    /// <param name="connection">The connection. It stays open.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <exception cref="QuestionFailedException">There was no good response, or it came from another machine.</exception>
    /// <exception cref="UnverifiedConnectionException">The server closes the connection after its response.</exception>
    public async Task AskAsync(Stream connection, CancellationToken ct)
    {
        PlexCall call = new(PlexRequest.Identity(), ExchangeContext.Current?.Call.Token, ExchangeContext.Current?.Call.Observer);
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
                // The connection is secure already where it has to be.
                ConnectCallback = (_, _) => new(new BorrowedStream(connection)),
            };
            using HttpMessageInvoker http = new(handler);
            using HttpRequestMessage message = new(HttpMethod.Get, Plain(new Uri(server, call.Request.RelativeUri)));
            message.Headers.Host = server.Authority;
            ClientHeaders.AddCommon(message);
            using HttpResponseMessage response = await http.SendAsync(message, ct).ConfigureAwait(false);
            status = (int)response.StatusCode;
            if (status != 200)
                throw failures.FromStatus(call, response);
            ResponseElement root = await BodyReader.ReadAsync(response, call.Token, ct).ConfigureAwait(false);
            gate.Verify(ResponseMapper.Identity(root));
            if (HttpExchange.Closes(response))
            {
                gate.ConnectionsClose();
                throw new UnverifiedConnectionException();
            }
        }
        catch (PlexException failure)
        {
            error = failure.Error;
            throw new QuestionFailedException(failure);
        }
        catch (ResponseException fault)
        {
            error = PlexError.InvalidResponse;
            throw new QuestionFailedException(failures.FromResponse(call, fault, 200));
        }
        catch (Exception lost) when (IsLost(lost))
        {
            ct.ThrowIfCancellationRequested();
            // Such as one that the server closed while it was idle, or in the middle of the response.
            error = PlexError.ConnectionFailed;
            throw new UnverifiedConnectionException();
        }
        finally
        {
            call.Observer?.Invoke(new PlexAttempt
            {
                Method = call.Request.Method.Method,
                Uri = new Uri(server, call.Request.RelativeUri),
                Number = 1,
                Duration = options.Clock.Since(start),
                StatusCode = status,
                Error = error,
            });
        }
    }

    private static bool IsLost(Exception failure) =>
        failure is not UnverifiedConnectionException
        && (failure is HttpRequestException || TransportFailure.IsOfConnection(failure));

    /// <summary>The same address for a handler that speaks through a connection that is secure already.</summary>
    private static Uri Plain(Uri uri) => new UriBuilder(uri) { Scheme = Uri.UriSchemeHttp, Port = uri.Port }.Uri;

    /// <summary>A connection that its borrower does not close.</summary>
    private sealed class BorrowedStream(Stream inner) : ConnectionStream(inner);
}
#endif
