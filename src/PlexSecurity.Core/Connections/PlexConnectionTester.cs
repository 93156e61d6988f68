using PlexSecurity.Connections;
using PlexSecurity.Http;

namespace PlexSecurity;

/// <summary>Asks the addresses of a source who they are: <c>GET /identity</c>, never with a token.</summary>
public sealed class PlexConnectionTester
{
    /// <summary>How many addresses are asked at once, unless a caller says otherwise.</summary>
    internal const int MaximumAtOnce = 16;

    private readonly SourceIdentifier _source;
    private readonly string _clientIdentifier;
    private readonly PlexClientOptions _options;
    private readonly ConnectionProbe _probe;

    /// <summary>Makes a tester for one source.</summary>
    /// <param name="source">The source, such as <c>server://CLIENT-IDENTIFIER</c>.</param>
    /// <param name="clientIdentifier">The machine identifier that a server must answer with.</param>
    /// <param name="options">How to talk to the addresses; <see cref="PlexClientOptions.Timeout"/> is for each, and nothing is tried again.</param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidSource"/>; <see cref="PlexError.InvalidUri"/>: of the proxy.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PlexConnectionTester(string source, string clientIdentifier, PlexClientOptions options)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        options.RequireValid();
        _source = SourceIdentifier.Parse(source);
        _clientIdentifier = clientIdentifier;
        _options = options;
        _probe = new ConnectionProbe(_source, clientIdentifier, options);
    }

    /// <summary>Asks one address.</summary>
    /// <param name="connection">The address.</param>
    /// <param name="count">How often to ask, from 1, for the latency.</param>
    /// <param name="ct">Cancels asking.</param>
    /// <returns>What became of it; a failure is a result, not an exception.</returns>
    public Task<ConnectionTestResult> TestAsync(PlexConnection connection, int count = 1, CancellationToken ct = default) =>
        _probe.AskAsync(connection, count, ct);

    /// <summary>
    /// Asks the addresses, 16 at once, and gives the best as soon as it is certain; see <see cref="PlexConnectionSelector"/>. The
    /// others are then given up. Addresses of http are not asked where the source has one of https, unless
    /// <see cref="PlexClientOptions.AllowUnencryptedAuthentication"/> is set, and never where a certificate is pinned.
    /// </summary>
    /// <param name="connections">The addresses of the source.</param>
    /// <param name="ct">Cancels asking.</param>
    /// <returns>The best address that answered.</returns>
    /// <exception cref="PlexException">None answered as the source; the message has the reasons of up to ten.</exception>
    public Task<ConnectionTestResult> FindBestAsync(IEnumerable<PlexConnection> connections, CancellationToken ct = default) =>
        FindBestAsync(connections, new SemaphoreSlim(MaximumAtOnce), ct);

    /// <summary>Which addresses <see cref="FindBestAsync(IEnumerable{PlexConnection}, CancellationToken)"/> would ask.</summary>
    internal ConnectionCandidates CandidatesOf(IEnumerable<PlexConnection> connections) =>
        ConnectionCandidates.Of(connections, _options);

    /// <param name="connections">The addresses of the source.</param>
    /// <param name="gate">Passed before an address is asked, where several sources share a limit.</param>
    /// <param name="ct">Cancels asking.</param>
    internal async Task<ConnectionTestResult> FindBestAsync(IEnumerable<PlexConnection> connections, SemaphoreSlim gate, CancellationToken ct)
    {
        ConnectionCandidates all = CandidatesOf(connections);
        PlexConnectionSelector selector = new(all.Candidates);
        List<ConnectionTestResult> results = [];
        Clock clock = _options.Clock;
        long start = clock.Timestamp;

        using CancellationTokenSource losers = CancellationTokenSource.CreateLinkedTokenSource(ct);
        List<Task<ConnectionTestResult>> running = all.Candidates.Select(c => AskAsync(c, gate, losers.Token)).ToList();
        Task? deadline = null;
        try
        {
            while (running.Count > 0 && !selector.IsCertain(clock.Since(start)))
            {
                if (deadline is null && selector.Deadline is TimeSpan due)
                    deadline = clock.Delay(Positive(due - clock.Since(start)), losers.Token);
                Task first = await WhenAny(running, deadline).ConfigureAwait(false);
                if (first is not Task<ConnectionTestResult> answered)
                    break;
                running.Remove(answered);
                ConnectionTestResult result = await answered.ConfigureAwait(false);
                results.Add(result);
                if (result.Status == ConnectionStatus.Reachable)
                    selector.Succeeded(result.Connection, clock.Since(start));
                else
                    selector.Failed(result.Connection);
            }
        }
        finally
        {
            losers.Cancel();
        }

        ct.ThrowIfCancellationRequested();
        return results.Find(result => result.Connection == selector.Best)
            ?? throw NoConnectionFailure.From(_source, results, all.Skipped);
    }

    private async Task<ConnectionTestResult> AskAsync(PlexConnection connection, SemaphoreSlim gate, CancellationToken ct)
    {
        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await _probe.AskAsync(connection, 1, ct).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private static Task<Task> WhenAny(List<Task<ConnectionTestResult>> running, Task? deadline) =>
        Task.WhenAny(deadline is null ? running : running.Append(deadline));

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
