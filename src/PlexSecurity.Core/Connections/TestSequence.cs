namespace PlexSecurity.Connections;

/// <summary>
/// Orders the results of one source for output. The best result so far is held back until no pending address has a better rank,
/// so that exactly one result is preferred. All other results are returned immediately.
/// </summary>
internal sealed class TestSequence(IEnumerable<PlexConnection> candidates)
{
    private readonly ConnectionSelector _selector = new(candidates);
    private PlexConnectionTest? _held;
    private bool _decided;

    /// <summary>Adds a result and returns the results that can be written now.</summary>
    public IEnumerable<PlexConnectionTest> Add(PlexConnectionTest result)
    {
        if (result.Status != ConnectionStatus.Reachable)
            _selector.AddFailure(result.Connection);
        else if (!_decided)
            // The latency is used as if all tests had started at the same time, so that the number of requests and the throttle
            // limit do not affect the selection.
            _selector.AddSuccess(result.Connection, result.Latencies[0]);

        PlexConnectionTest? worse = result;
        if (!_decided && _selector.Best == result.Connection)
            (_held, worse) = (result, _held);
        if (worse is not null)
            yield return worse;

        if (!_decided && _held is not null && _selector.IsCertain(TimeSpan.Zero))
        {
            _decided = true;
            yield return _held.AsPreferred();
        }
    }
}
