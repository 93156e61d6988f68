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
        _http = new HttpMessageInvoker(HandlerFactory.Create(server, options, Certificate, gate));
    }

    /// <summary>The check of the server's certificate; null over plain http.</summary>
    public CertificateCheck? Certificate { get; }

    /// <summary>Canceled when this is disposed of.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <param name="call">The request and its token.</param>
    /// <param name="uri">The address of the request.</param>
    /// <param name="pass">The permission of the gate to send the token; null without a gate or a token.</param>
    /// <param name="ct">Cancels the attempt.</param>
    /// <exception cref="PlexException">Every failure but a cancellation by the caller.</exception>
    /// <exception cref="UnverifiedConnectionException">Nothing was sent: the server must be identified again.</exception>
    public async Task<ResponseElement> SendAsync(PlexCall call, Uri uri, IdentityPass? pass, CancellationToken ct)
    {
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
            using HttpRequestMessage message = Build(call, uri, pass);
            using HttpResponseMessage response = await _http.SendAsync(message, end.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            if (status != 200)
            {
                PlexException refused = _failures.FromStatus(call, response);
                refused.IsUnsent = RetryPolicy.IsTurnedAway(status.Value);
                throw refused;
            }

#if NET
            using Stream stream = await response.Content.ReadAsStreamAsync(end.Token).ConfigureAwait(false);
#else
            // .NET Framework's streams do not watch the token once a read has begun; closing the response ends the read.
            using CancellationTokenRegistration closing = end.Token.Register(response.Dispose);
            using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            using Stream unpacked = BodyReader.Unpacked(response.Content, stream);
            using BodyReader body = new();
            await body.ReadAsync(unpacked, end.Token).ConfigureAwait(false);
            return ResponseReader.Read(body.Body, call.Token);
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

    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
    }

    private Exception Map(PlexCall call, Exception failure, int? status, CancellationTokenSource? timer)
    {
        if (timer is { IsCancellationRequested: true })
        {
            _gate?.ConnectionEnded(answered: false);
            return _failures.FromTimeout(call);
        }

        if (_closing.IsCancellationRequested)
            return _failures.FromDisposal(call);
        if (UnverifiedConnectionException.IsCauseOf(failure))
            return new UnverifiedConnectionException();
        _gate?.ConnectionEnded(answered: false);
        PlexException mapped = _failures.FromException(call, failure, status);
        mapped.IsUnsent = status is null && RetryPolicy.IsBeforeSending(failure);
        return mapped;
    }

    private HttpRequestMessage Build(PlexCall call, Uri uri, IdentityPass? pass)
    {
        HttpRequestMessage message = new(call.Request.Method, uri);
        // A handler that finds the connection closed sends a request without content again by itself: two tokens would be minted.
        if (call.Request.ActsOnce)
            message.Content = new ByteArrayContent([]);
#if NET
        if (pass is not null)
            message.Options.Set(ServerConnector.Pass, pass);
#endif
        ClientHeaders.AddCommon(message);
        if (call.SentToken is not null)
            _headers.Value.AddToken(message, call.SentToken);
        return message;
    }
}
