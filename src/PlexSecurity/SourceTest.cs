namespace PlexSecurity;

/// <summary>
/// The results of one source's addresses as they arrive. The best so far is held back until no address that is still out can
/// beat it, so that what is written once is right: exactly one is preferred. The others go on at once.
/// </summary>
internal sealed class SourceTest
{
    private readonly PlexSourceConnection _source;
    private readonly List<PlexConnection> _pending;
    private ConnectionTestResult? _held;
    private bool _decided;

    public SourceTest(PlexSourceConnection source)
    {
        _source = source;
        Candidates = PlexConnectionSelector.Candidates(source.Connections);
        _pending = [.. Candidates];
    }

    public IReadOnlyList<PlexConnection> Candidates { get; }

    /// <summary>Takes a result and gives those that can be written now.</summary>
    public IEnumerable<PlexConnectionTest> Add(ConnectionTestResult result)
    {
        _pending.Remove(result.Connection);
        if (_decided || result.Status != ConnectionStatus.Reachable)
        {
            yield return new PlexConnectionTest(_source, result, preferred: false);
        }
        else if (_held is null)
        {
            _held = result;
        }
        else
        {
            (ConnectionTestResult better, ConnectionTestResult worse) = IsBetter(result, _held) ? (result, _held) : (_held, result);
            _held = better;
            yield return new PlexConnectionTest(_source, worse, preferred: false);
        }

        if (!_decided && _held is not null && !_pending.Exists(CanBeatHeld))
        {
            _decided = true;
            yield return new PlexConnectionTest(_source, _held, preferred: true);
        }
    }

    private bool CanBeatHeld(PlexConnection pending) =>
        PlexConnectionSelector.Rank(pending) <= PlexConnectionSelector.Rank(_held!.Connection);

    private static bool IsBetter(ConnectionTestResult one, ConnectionTestResult other)
    {
        int difference = PlexConnectionSelector.Rank(one.Connection) - PlexConnectionSelector.Rank(other.Connection);
        return difference < 0 || (difference == 0 && one.Latency < other.Latency);
    }
}
