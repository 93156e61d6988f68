namespace PlexSecurity;

/// <summary>
/// The results of one source's addresses as they arrive. The best so far is held back until no address that is still out is of
/// a better rank, so that what is written once is right: exactly one is preferred. The others go on at once.
/// </summary>
internal sealed class SourceTest(PlexSourceConnection source, IReadOnlyList<PlexConnection> candidates)
{
    private readonly PlexConnectionSelector _selector = new(candidates);
    private ConnectionTestResult? _held;
    private bool _decided;

    /// <summary>Takes a result and gives those that can be written now.</summary>
    public IEnumerable<PlexConnectionTest> Add(ConnectionTestResult result)
    {
        if (result.Status != ConnectionStatus.Reachable)
            _selector.Failed(result.Connection);
        else if (!_decided)
            // As if all had been asked at one moment: it does not matter how often each is asked, or how many at once.
            _selector.Succeeded(result.Connection, result.Latencies[0]);

        ConnectionTestResult? worse = result;
        if (!_decided && _selector.Best == result.Connection)
            (_held, worse) = (result, _held);
        if (worse is not null)
            yield return new PlexConnectionTest(source, worse, preferred: false);

        if (!_decided && _held is not null && _selector.IsCertain(TimeSpan.Zero))
        {
            _decided = true;
            yield return new PlexConnectionTest(source, _held, preferred: true);
        }
    }
}
