namespace PlexSecurity.Connections;

/// <summary>
/// Orders the results of one source for writing. The best so far is held back until no pending address has a better rank, so that
/// exactly one result is preferred; the others pass at once.
/// </summary>
internal sealed class TestSequence(IEnumerable<PlexConnection> candidates)
{
    private readonly ConnectionSelector _selector = new(candidates);
    private PlexConnectionTest? _held;
    private bool _decided;

    /// <summary>Takes a result and gives those that can be written now.</summary>
    public IEnumerable<PlexConnectionTest> Add(PlexConnectionTest result)
    {
        if (result.Status != ConnectionStatus.Reachable)
            _selector.Failed(result.Connection);
        else if (!_decided)
            // As if all were asked at the same moment: the number of requests and the throttle limit do not change the choice.
            _selector.Succeeded(result.Connection, result.Latencies[0]);

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
