using PlexSecurity.Answers;

namespace PlexSecurity.Http;

/// <summary>The one send path: headers, attempts and their time, reading, and the way of every failure.</summary>
internal sealed class PlexTransport : IDisposable
{
    private static readonly Random Jitter = new();

    // Not HttpClient: what that adds around each request, a time limit, headers and buffering, is done here as it is needed.
    private readonly HttpMessageInvoker _http;
    private readonly Uri _server;
    private readonly Lazy<ClientHeaders> _headers;
    private readonly TimeSpan _timeout;
    private readonly Clock _clock;
    private readonly RetryPolicy _retries;
    private readonly FailureMapper _failures;
    private readonly CancellationTokenSource _closing = new();

    public PlexTransport(Uri server, PlexClientOptions options)
    {
        _server = server;
        _clock = options.Clock;
        _timeout = options.Timeout;
        _headers = new(() => new ClientHeaders(options.ClientIdentifier ?? PlexClientIdentifier.Resolve().Value));
        _retries = new RetryPolicy(options.MaximumRetryCount, options.RetryInterval, NextRandom);
        _failures = new FailureMapper(server, _timeout, _clock);
        _http = new HttpMessageInvoker(HandlerFactory.Create(server, options));
    }

    /// <exception cref="PlexException">Every failure but a cancellation by the caller.</exception>
    public async Task<T> SendAsync<T>(PlexCall call, Func<AnswerElement, T> map, CancellationToken ct)
    {
        Uri uri = new(_server, call.Request.RelativeUri);
        for (int attempt = 1; ; attempt++)
        {
            long start = _clock.Timestamp;
            TimeSpan wait;
            try
            {
                T result = await TryAsync(call, uri, map, ct).ConfigureAwait(false);
                Observe(call, uri, attempt, start, 200, null, null);
                return result;
            }
            catch (PlexException failure)
            {
                TimeSpan? next = _retries.WaitAfter(failure, attempt);
                Observe(call, uri, attempt, start, failure.StatusCode, failure.Error, next);
                failure.Attempts = attempt;
                if (next is null)
                    throw;
                wait = next.Value;
            }

            await WaitAsync(call, attempt, wait, ct).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
    }

    private async Task WaitAsync(PlexCall call, int attempt, TimeSpan wait, CancellationToken ct)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token);
        try
        {
            await _clock.Delay(wait, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            PlexException end = _failures.FromDisposal(call);
            end.Attempts = attempt;
            throw end;
        }
    }

    private async Task<T> TryAsync<T>(PlexCall call, Uri uri, Func<AnswerElement, T> map, CancellationToken ct)
    {
        using CancellationTokenSource? timer = _timeout == Timeout.InfiniteTimeSpan ? null : _clock.Timer(_timeout);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token, timer?.Token ?? default);
        int? status = null;
        try
        {
            using HttpRequestMessage message = Build(call, uri);
            using HttpResponseMessage response = await _http.SendAsync(message, end.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            if (status != 200)
                throw _failures.FromStatus(call, response);
#if NET
            using Stream stream = await response.Content.ReadAsStreamAsync(end.Token).ConfigureAwait(false);
#else
            // .NET Framework's streams do not watch the token once a read has begun; closing the answer ends the read.
            using CancellationTokenRegistration closing = end.Token.Register(response.Dispose);
            using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            using Stream unpacked = BodyReader.Unpacked(response.Content, stream);
            using BodyReader body = new();
            await body.ReadAsync(unpacked, end.Token).ConfigureAwait(false);
            return map(AnswerReader.Read(body.Body, call.Token));
        }
        catch (Exception failure) when (failure is not PlexException)
        {
            ct.ThrowIfCancellationRequested();
            if (timer is { IsCancellationRequested: true })
                throw _failures.FromTimeout(call);
            if (_closing.IsCancellationRequested)
                throw _failures.FromDisposal(call);
            throw _failures.FromException(call, failure, status);
        }
    }

    private HttpRequestMessage Build(PlexCall call, Uri uri)
    {
        HttpRequestMessage message = new(call.Request.Method, uri);
        // A handler that finds the connection closed sends by itself again what has no content: a token would be minted twice.
        if (call.Request.Method == HttpMethod.Post)
            message.Content = new ByteArrayContent([]);
        ClientHeaders.AddCommon(message);
        if (call.Token is not null)
            _headers.Value.AddToken(message, call.Token);
        return message;
    }

    private void Observe(PlexCall call, Uri uri, int attempt, long start, int? status, PlexError? error, TimeSpan? wait) =>
        call.Observer?.Invoke(new PlexAttempt
        {
            Method = call.Request.Method.Method,
            Uri = uri,
            Number = attempt,
            Duration = _clock.Since(start),
            StatusCode = status,
            Error = error,
            RetryIn = wait,
        });

    private static double NextRandom()
    {
        lock (Jitter)
            return Jitter.NextDouble();
    }
}
