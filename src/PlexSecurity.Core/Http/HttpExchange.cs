using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>One attempt: builds the message, sends it and reads the response, within the time of an attempt.</summary>
internal sealed class HttpExchange : IDisposable
{
    // HttpClient adds a time limit, headers and buffering to every request; here each is done where it is needed.
    private readonly HttpMessageInvoker _http;
    private readonly Uri _server;
    private readonly TransportOptions _options;
    private readonly FailureMapper _failures;
    private readonly IdentityGate? _gate;
    private readonly Lazy<ClientHeaders> _headers;
    private readonly CancellationTokenSource _closing = new();

    public HttpExchange(Uri server, TransportOptions options, FailureMapper failures, IdentityGate? gate)
    {
        _server = server;
        _options = options;
        _failures = failures;
        _gate = gate;
        _headers = new(() => new ClientHeaders(options.ClientIdentifier()));
        Certificate = server.Scheme == Uri.UriSchemeHttps ? new CertificateCheck(server.IdnHost, options.Channel) : null;
        _http = new HttpMessageInvoker(HandlerFactory.Create(server, options, Certificate, Filter()));
    }

    /// <summary>The check of the server's certificate; null over plain http.</summary>
    public CertificateCheck? Certificate { get; }

    /// <summary>Canceled when this is disposed of.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <param name="exchange">The request and its token.</param>
    /// <param name="uri">The address of the request.</param>
    /// <param name="ct">Cancels the attempt.</param>
    /// <exception cref="PlexException">Every failure but a cancellation by the caller.</exception>
    /// <exception cref="UnverifiedConnectionException">Nothing was sent: the server must be identified again.</exception>
    public async Task<ResponseElement> SendAsync(ExchangeContext exchange, Uri uri, CancellationToken ct)
    {
        PlexCall call = exchange.Call;
        using CancellationTokenSource? timer =
            _options.Timeout == Timeout.InfiniteTimeSpan ? null : _options.Clock.Timer(_options.Timeout);
        using CancellationTokenSource end =
            CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token, timer?.Token ?? default);
        int? status = null;
        try
        {
#if !NET
            await _options.Channel.RequirePrivateAsync(_server, _options.Resolver, end.Token).ConfigureAwait(false);
#endif
            ExchangeContext.Current = exchange;
            using HttpRequestMessage message = Build(call, uri);
            using HttpResponseMessage response = await _http.SendAsync(message, end.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            if (status != call.Request.SuccessStatus)
            {
                PlexException refused = _failures.FromStatus(call, response);
                refused.IsUnsent = RetryPolicy.IsTurnedAway(status.Value);
                throw refused;
            }

            if (Closes(response))
                _gate?.ConnectionsClose();
            if (status == 204)
                return new ResponseElement(string.Empty);
            return await BodyReader.ReadAsync(response, call.Token, end.Token).ConfigureAwait(false);
        }
        catch (ResponseException fault)
        {
            throw _failures.FromResponse(call, fault, status!.Value);
        }
        catch (Exception failure) when (failure is not PlexException)
        {
            ct.ThrowIfCancellationRequested();
            throw Map(call, failure, status, timer);
        }
    }

    /// <summary>Whether the server closes the connection after its response.</summary>
    internal static bool Closes(HttpResponseMessage response) =>
        response.Headers.ConnectionClose == true || response.Version < new Version(1, 1);

    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
    }

    private Exception Map(PlexCall call, Exception failure, int? status, CancellationTokenSource? timer)
    {
        if (QuestionFailedException.Behind(failure) is PlexException unidentified)
        {
            PlexException copy = unidentified.Copy();
            copy.IsUnsent = true;
            return copy;
        }

        if (timer is { IsCancellationRequested: true })
        {
            _gate?.ConnectionFailed();
            return _failures.FromTimeout(call);
        }

        if (_closing.IsCancellationRequested)
            return _failures.FromDisposal(call);
        if (UnverifiedConnectionException.IsCauseOf(failure))
            return new UnverifiedConnectionException();
        _gate?.ConnectionFailed();
        PlexException mapped = _failures.FromException(call, failure, status);
        mapped.IsUnsent = status is null && RetryPolicy.IsBeforeSending(failure);
        return mapped;
    }

    private HttpRequestMessage Build(PlexCall call, Uri uri)
    {
        HttpRequestMessage message = new(call.Request.Method, uri);
        // A handler that finds the connection closed sends a request without content again by itself: two tokens would be minted.
        if (call.Request.ActsOnce)
            message.Content = new ByteArrayContent([]);
        ClientHeaders.AddCommon(message);
        if (call.SentToken is not null || call.Request.IsOfAccount)
            _headers.Value.AddDescription(message);
        if (call.SentToken is not null)
            ClientHeaders.AddToken(message, call.SentToken);
        return message;
    }

#if NET
    /// <summary>Connections that are identified before they carry a token. To a proxy that reads http, none can be.</summary>
    private Func<Stream, Stream>? Filter()
    {
        if (_gate is null || (_server.Scheme == Uri.UriSchemeHttp && _options.Channel.Proxy.For(_server) is not null))
            return null;
        IdentityQuestion question = new(_server, _options, _failures, _gate);
        return stream => new IdentifiedStream(stream, _server, _gate, question);
    }
#else
    private static Func<Stream, Stream>? Filter() => null;
#endif
}
