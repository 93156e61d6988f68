using PlexSecurity.Connections;
using PlexSecurity.Http;
using PlexSecurity.Networking;

namespace PlexSecurity;

/// <summary>Tests the addresses of a source with <c>GET /identity</c>, without a token.</summary>
public sealed class PlexConnectionTester
{
    /// <summary>The default number of addresses that are tested at a time.</summary>
    internal const int DefaultThrottleLimit = 16;

    private readonly PlexSourceConnection _source;
    private readonly TransportOptions _options;
    private readonly ConnectionProbe _probe;

    /// <summary>Initializes a tester for a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">
    /// How requests are sent; null for the defaults. <see cref="PlexClientOptions.Timeout"/> applies to each address, and
    /// failures are not retried.
    /// </param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidSource"/>; <see cref="PlexError.InvalidUri"/>: of the proxy;
    /// <see cref="PlexError.InvalidThumbprint"/>.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PlexConnectionTester(PlexSourceConnection source, PlexClientOptions? options = null)
    {
        options ??= new PlexClientOptions();
        _source = source ?? throw new ArgumentNullException(nameof(source));
        _options = options.ToTransport() with { MaximumRetryCount = 0 };
        _probe = new ConnectionProbe(source, TokenOf(source), _options, options.OnAttempt);
    }

    /// <summary>Tests an address.</summary>
    /// <param name="connection">The address.</param>
    /// <param name="count">The number of requests for measuring the latency, from 1.</param>
    /// <param name="ct">Cancels the test.</param>
    /// <returns>The result, also for a failure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of requests is less than 1.</exception>
    public Task<PlexConnectionTest> TestAsync(PlexConnection connection, int count = 1, CancellationToken ct = default)
    {
        if (connection is null)
            throw new ArgumentNullException(nameof(connection));
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), count, "At least one request is required.");
        return _probe.TestAsync(connection, count, ct);
    }

    /// <summary>
    /// Tests the addresses, 16 at a time, and returns the best one as soon as it is certain: local before remote before relay,
    /// https before http, IPv4 before IPv6, then the fastest. Http addresses are skipped if the source has an https address,
    /// unless <see cref="PlexClientOptions.AllowUnencryptedAuthentication"/> is set, and always with a pinned certificate.
    /// </summary>
    /// <param name="ct">Cancels the test.</param>
    /// <returns>The best address.</returns>
    /// <exception cref="PlexException">
    /// No address responded as the source. The message contains the reasons of up to ten addresses.
    /// </exception>
    public Task<PlexConnectionTest> FindBestAsync(CancellationToken ct = default) =>
        FindBestAsync(new SemaphoreSlim(DefaultThrottleLimit), ct);

    /// <summary>The addresses that <see cref="FindBestAsync(CancellationToken)"/> tests, and the skipped ones.</summary>
    internal ConnectionCandidates Candidates => ConnectionCandidates.Of(_source, _options.Channel);

    /// <summary>Finds the best address. The throttle limits concurrent requests, also across several sources.</summary>
    internal async Task<PlexConnectionTest> FindBestAsync(SemaphoreSlim throttle, CancellationToken ct)
    {
        ConnectionCandidates all = Candidates;
        ConnectionSelector selector = new(all.Candidates);
        List<PlexConnectionTest> results = [];
        Clock clock = _options.Clock;
        long start = clock.Timestamp;

        using CancellationTokenSource remaining = CancellationTokenSource.CreateLinkedTokenSource(ct);
        List<Task<PlexConnectionTest>> running = all.Candidates.Select(c => ProbeAsync(c, throttle, remaining.Token)).ToList();
        Task? deadline = null;
        try
        {
            while (running.Count > 0 && !selector.IsCertain(clock.Since(start)))
            {
                if (deadline is null && selector.Deadline is TimeSpan due)
                    deadline = clock.Delay(Positive(due - clock.Since(start)), remaining.Token);
                Task first = await Task.WhenAny(deadline is null ? running : running.Append(deadline)).ConfigureAwait(false);
                if (first is not Task<PlexConnectionTest> finished)
                    break;
                running.Remove(finished);
                PlexConnectionTest result = await finished.ConfigureAwait(false);
                results.Add(result);
                if (result.Status == ConnectionStatus.Reachable)
                    selector.AddSuccess(result.Connection, clock.Since(start));
                else
                    selector.AddFailure(result.Connection);
            }
        }
        finally
        {
            remaining.Cancel();
        }

        ct.ThrowIfCancellationRequested();
        return results.Find(result => result.Connection == selector.Best)?.AsPreferred()
            ?? throw NoConnectionFailure.From(_source.Source, results, all.Skipped, _options.Channel);
    }

    private async Task<PlexConnectionTest> ProbeAsync(PlexConnection connection, SemaphoreSlim throttle, CancellationToken ct)
    {
        await throttle.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await _probe.TestAsync(connection, 1, ct).ConfigureAwait(false);
        }
        finally
        {
            throttle.Release();
        }
    }

    /// <summary>The token of a source; null if it is disposed, or if a copy has none.</summary>
    private static PlexToken? TokenOf(PlexSourceConnection source)
    {
        try
        {
            return PlexToken.FromSecureString(source.AccessToken);
        }
        catch (PlexException)
        {
            return null;
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
