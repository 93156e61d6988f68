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
    private readonly IdentityGate? _gate;
#if !NET
    private readonly Func<Task> _requirePrivate;
#endif
    private readonly CancellationTokenSource _closing = new();

    /// <param name="server">The server.</param>
    /// <param name="options">How to talk to it.</param>
    /// <param name="gate">Passed before each attempt with a token; null where the certificate alone decides, or none is sent.</param>
    public PlexTransport(Uri server, PlexClientOptions options, IdentityGate? gate = null)
    {
        _server = server;
        _gate = gate;
#if !NET
        _requirePrivate = () => SafeChannel.RequirePrivateAsync(server, options);
#endif
        _clock = options.Clock;
        _timeout = options.Timeout;
        _headers = new(() => new ClientHeaders(options.ClientIdentifier ?? PlexClientIdentifier.Resolve().Value));
        _retries = new RetryPolicy(options.MaximumRetryCount, options.RetryInterval, NextRandom);
        _failures = new FailureMapper(server, options);
        _http = new HttpMessageInvoker(HandlerFactory.Create(server, options, gate));
    }

    /// <exception cref="PlexException">Every failure but a cancellation by the caller.</exception>
    public async Task<T> SendAsync<T>(PlexCall call, Func<AnswerElement, T> map, CancellationToken ct)
    {
        Uri uri = new(_server, call.Request.RelativeUri);
        for (int attempt = 1; ; attempt++)
        {
            IdentityPass? pass = await PassAsync(call, ct).ConfigureAwait(false);
            if (pass is not null && pass.Server != call.Server)
                call = call with { Server = pass.Server };
            long start = _clock.Timestamp;
            TimeSpan wait;
            try
            {
                T result = await TryAsync(call, uri, pass, map, ct).ConfigureAwait(false);
                Observe(call, uri, attempt, start, 200, null, null);
                return result;
            }
            catch (UnverifiedConnectionException)
            {
                // Nothing was sent, so this was no attempt: the server is asked who it is, and then sent the request.
                attempt--;
                continue;
            }
            catch (PlexException failure)
            {
                TimeSpan? next = _retries.WaitAfter(failure, attempt, call.Request.ActsOnce);
                Observe(call, uri, attempt, start, failure.StatusCode, failure.Error, next);
                failure.Attempts = attempt;
                if (next is null)
                    throw;
                wait = next.Value;
            }

            await WaitAsync(call, attempt, wait, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the server who it is, without a token, and has the gate compare that.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.WrongServer"/>, or a failure of the connection or the answer.</exception>
    public async Task<PlexIdentity> IdentifyAsync(Func<PlexToken?> withheld, Action<PlexAttempt>? observer, CancellationToken ct)
    {
        _gate!.ThrowIfRefused();
        PlexCall question = new(PlexRequest.Identity(), null, null, observer) { Withheld = withheld };
        return await SendAsync(question, Identify, ct).ConfigureAwait(false);

        PlexIdentity Identify(AnswerElement answer)
        {
            using PlexToken? token = withheld();
            return _gate.Verify(AnswerMapper.Identity(answer, token));
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
    }

    private ValueTask<IdentityPass?> PassAsync(PlexCall call, CancellationToken ct)
    {
        if (_gate is null || call.Token is null)
            return default;
        return _gate.Current is IdentityPass current ? new(current) : new(AskAsync(_gate, call.Token.Copy, call.Observer, ct));
    }

    private async Task<IdentityPass?> AskAsync(
        IdentityGate gate,
        Func<PlexToken?> withheld,
        Action<PlexAttempt>? observer,
        CancellationToken ct) =>
        await gate.AskAsync(end => IdentifyAsync(withheld, observer, end), ct).ConfigureAwait(false);

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

    private async Task<T> TryAsync<T>(
        PlexCall call,
        Uri uri,
        IdentityPass? pass,
        Func<AnswerElement, T> map,
        CancellationToken ct)
    {
        using CancellationTokenSource? timer = _timeout == Timeout.InfiniteTimeSpan ? null : _clock.Timer(_timeout);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token, timer?.Token ?? default);
        int? status = null;
        try
        {
#if !NET
            await _requirePrivate().ConfigureAwait(false);
#endif
            using HttpRequestMessage message = Build(call, uri, pass);
            using HttpResponseMessage response = await _http.SendAsync(message, end.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            if (status != 200)
                throw FromStatus(call, response, status.Value);
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
            T result = map(AnswerReader.Read(body.Body, call.Token));
            if (pass is not null)
                _gate!.Answered();
            return result;
        }
        catch (Exception failure) when (failure is not PlexException)
        {
            ct.ThrowIfCancellationRequested();
            if (timer is { IsCancellationRequested: true })
            {
                _gate?.ConnectionEnded(answered: false);
                throw _failures.FromTimeout(call);
            }

            if (_closing.IsCancellationRequested)
                throw _failures.FromDisposal(call);
            // Of a leave that was just given the connection was lost under way: that is a failure as any other.
            if (pass?.Ended is not null && UnverifiedConnectionException.IsCauseOf(failure))
                throw new UnverifiedConnectionException();
            if (failure is not AnswerException)
                _gate?.ConnectionEnded(answered: false);
            PlexException mapped = _failures.FromException(call, failure, status);
            mapped.NothingDone = status is null && RetryPolicy.IsBeforeSending(failure);
            throw mapped;
        }
    }

    private PlexException FromStatus(PlexCall call, HttpResponseMessage response, int status)
    {
        PlexException failure = _failures.FromStatus(call, response);
        failure.NothingDone = RetryPolicy.IsTurnedAway(status);
        return failure;
    }

    private HttpRequestMessage Build(PlexCall call, Uri uri, IdentityPass? pass)
    {
        HttpRequestMessage message = new(call.Request.Method, uri);
        // A handler that finds the connection closed sends by itself again what has no content: a token would be minted twice.
        if (call.Request.ActsOnce)
            message.Content = new ByteArrayContent([]);
#if NET
        if (pass is not null)
            message.Options.Set(ServerConnector.Pass, pass);
#endif
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
