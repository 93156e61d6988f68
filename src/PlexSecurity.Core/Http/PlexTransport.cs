using PlexSecurity.Networking;
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// Sends all requests of a client: holds the token, verifies the server before the token is sent, and retries after transient
/// failures.
/// </summary>
internal sealed class PlexTransport : IDisposable
{
    // The limit per call, for servers that close each connection after the identity request.
    private const int MaximumVerifications = 3;

    private readonly Uri _server;
    private readonly Clock _clock;
    private readonly RetryPolicy _retries;
    private readonly FailureMapper _failures;
    private readonly HttpExchange _exchange;
    private readonly IdentityGate? _gate;
    private PlexToken? _token;

    /// <summary>
    /// Initializes a transport. The token is null if none is sent and none must be kept out of messages. The gate, which verifies
    /// the server before a token is sent, is null if only the certificate is checked.
    /// </summary>
    public PlexTransport(Uri server, PlexToken? token, TransportOptions options, IdentityGate? gate = null)
    {
        _server = server;
        _token = token;
        _gate = gate;
        _clock = options.Clock;
        _retries = new RetryPolicy(options.MaximumRetryCount, options.RetryInterval, NextRandom);
        _failures = new FailureMapper(server, options, gate);
        _exchange = new HttpExchange(server, options, _failures, gate);
    }

    /// <summary>The token in use; null if there is none and after <see cref="Dispose"/>.</summary>
    public PlexToken? Token => Volatile.Read(ref _token);

    /// <summary>The thumbprint of the only accepted certificate; null if the system validates certificates.</summary>
    public string? CertificateThumbprint => _exchange.Certificate?.Thumbprint;

    /// <summary>Replaces the token, unless this object is disposed.</summary>
    public void ReplaceToken(PlexToken token)
    {
        PlexToken? known = Token;
        while (known is not null && Interlocked.CompareExchange(ref _token, token, known) is PlexToken other && other != known)
            known = other;
    }

    /// <summary>Sets the token of a client without a token, unless this object is disposed.</summary>
    public void SetToken(PlexToken token)
    {
        Volatile.Write(ref _token, token);
        if (_exchange.Closing.IsCancellationRequested)
            Volatile.Write(ref _token, null);
    }

    /// <exception cref="PlexException">Any failure except cancellation by the caller.</exception>
    public async Task<PlexResponse> SendAsync(PlexRequest request, Action<PlexAttempt>? observer, CancellationToken ct)
    {
        PlexCall call = new(request, Token, observer);
        if (request.NeedsToken && call.Token is null)
            throw _failures.FromDisposal(call);
        Uri uri = new(_server, request.RelativeUri);
        Uri shown = request.Secret is null ? uri : new(_server, request.DisplayUri);
        int verifications = 0;
        for (int attempt = 1; ; attempt++)
        {
            await VerifyServerAsync(call, ct).ConfigureAwait(false);
            ExchangeContext exchange = new(call, ct);
            long start = _clock.Timestamp;
            TimeSpan wait;
            try
            {
                ResponseElement root = await _exchange.SendAsync(exchange, uri, ct).ConfigureAwait(false);
                if (call.SentToken is not null)
                    _gate?.RecordResponse();
                call.Observe(shown, attempt, _clock.Since(start), request.SuccessStatus);
                return new PlexResponse(
                    root, exchange, attempt, fault => _failures.FromResponse(call, fault, request.SuccessStatus));
            }
            catch (UnverifiedConnectionException lost)
            {
                // Nothing was sent, so this does not count as an attempt. The server is verified first.
                if (++verifications > MaximumVerifications)
                    throw _failures.FromException(call, lost, null).After(attempt);
                attempt--;
                continue;
            }
            catch (PlexException failure)
            {
                TimeSpan? next = request.IsPoll ? null : _retries.GetDelay(failure, attempt, request.HasSideEffects);
                call.Observe(shown, attempt, _clock.Since(start), failure.StatusCode, failure.Error, next);
                failure.Attempts = attempt;
                if (next is null)
                    throw;
                wait = next.Value;
            }

            await WaitAsync(call, attempt, wait, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Requests the identity of the server without the token, and verifies it.</summary>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.WrongServer"/>, or a failure of the connection or the response.
    /// </exception>
    public async Task<PlexIdentity> IdentifyAsync(Action<PlexAttempt>? observer, CancellationToken ct)
    {
        _gate!.ThrowIfRefused();
        PlexResponse response = await SendAsync(PlexRequest.Identity(), observer, ct).ConfigureAwait(false);
        PlexIdentity identity = _gate.Verify(response.Map(ResponseMapper.Identity), response.Attempts);
#if NET
        response.Exchange.Connection?.MarkVerified();
#endif
        return identity;
    }

    /// <summary>Cancels the pending requests and drops the token.</summary>
    public void Dispose()
    {
        _exchange.Dispose();
        Volatile.Write(ref _token, null);
    }

    /// <summary>Verifies the server before a token is sent, if required.</summary>
    private Task VerifyServerAsync(PlexCall call, CancellationToken ct) =>
        _gate is null || call.SentToken is null || _gate.TryUseVerification()
            ? Task.CompletedTask
            : _gate.VerifyAsync(end => IdentifyAsync(call.Observer, end), ct);

    private async Task WaitAsync(PlexCall call, int attempt, TimeSpan wait, CancellationToken ct)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(ct, _exchange.Closing);
        try
        {
            await _clock.Delay(wait, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw _failures.FromDisposal(call).After(attempt);
        }
    }

    private static double NextRandom() => new Random(Guid.NewGuid().GetHashCode()).NextDouble();
}
