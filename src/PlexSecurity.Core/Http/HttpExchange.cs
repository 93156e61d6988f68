using PlexSecurity.Errors;
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>Makes one attempt: builds the message, sends it and reads the response, within the timeout.</summary>
internal sealed class HttpExchange : IDisposable
{
    // HttpClient would add a timer, headers and buffering to all requests.
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
        _http = new HttpMessageInvoker(HandlerFactory.Create(server, options, Certificate, CreateStreamFilter()));
    }

    /// <summary>The check of the server's certificate; null over plain http.</summary>
    public CertificateCheck? Certificate { get; }

    /// <summary>Canceled when this object is disposed.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <exception cref="PlexException">Any failure except cancellation by the caller.</exception>
    /// <exception cref="UnverifiedConnectionException">Nothing was sent. The server must be verified again.</exception>
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
                throw _failures.FromStatus(call, response);
            if (ClosesConnection(response))
                _gate?.RecordConnectionClose();
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
            throw ToException(call, failure, status, timer);
        }
    }

    /// <summary>Whether the server closes the connection after its response.</summary>
    internal static bool ClosesConnection(HttpResponseMessage response) =>
        response.Headers.ConnectionClose == true || response.Version < new Version(1, 1);

    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
    }

    private Exception ToException(PlexCall call, Exception failure, int? status, CancellationTokenSource? timer)
    {
        if (ExceptionChain.Of(failure).OfType<VerificationFailedException>().FirstOrDefault() is { } unverified)
        {
            PlexException copy = unverified.Failure.Copy();
            copy.IsUnsent = true;
            return copy;
        }

        if (timer is { IsCancellationRequested: true })
        {
            _gate?.MarkStale();
            return _failures.FromTimeout(call);
        }

        if (_closing.IsCancellationRequested)
            return _failures.FromDisposal(call);
        if (ExceptionChain.Of(failure).Any(static e => e is UnverifiedConnectionException))
            return new UnverifiedConnectionException();
        _gate?.MarkStale();
        PlexException mapped = _failures.FromException(call, failure, status);
        mapped.IsUnsent = status is null && RetryPolicy.IsBeforeSending(failure);
        return mapped;
    }

    private HttpRequestMessage Build(PlexCall call, Uri uri)
    {
        HttpRequestMessage message = new(call.Request.Method, uri);
        // If the connection is closed, the handler sends a request without content again. Content prevents this, so that no
        // second token is issued.
        if (call.Request.HasSideEffects)
            message.Content = new ByteArrayContent([]);
        ClientHeaders.AddCommon(message);
        if (call.SentToken is not null || call.Request.IsAccountRequest)
            _headers.Value.AddDescription(message);
        if (call.SentToken is not null)
            ClientHeaders.AddToken(message, call.SentToken);
        return message;
    }

#if NET
    /// <summary>
    /// Creates the filter that verifies connections before they carry a token. Through a proxy over plain http, this is not
    /// possible.
    /// </summary>
    private Func<Stream, Stream>? CreateStreamFilter()
    {
        if (_gate is null || (_server.Scheme == Uri.UriSchemeHttp && _options.Channel.Proxy.For(_server) is not null))
            return null;
        ConnectionVerifier verifier = new(_server, _options, _failures, _gate);
        return stream => new VerifiedStream(stream, _server, _gate, verifier);
    }
#else
    private static Func<Stream, Stream>? CreateStreamFilter() => null;
#endif
}
