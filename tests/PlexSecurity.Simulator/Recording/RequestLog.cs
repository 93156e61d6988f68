namespace PlexSecurity.Simulator;

/// <summary>The log of all requests and the number of requests in flight.</summary>
internal sealed class RequestLog(bool keep)
{
    private readonly Lock _lock = new();
    private readonly List<RecordedExchange> _exchanges = [];
    private readonly List<RequestWaiter> _waiters = [];
    private readonly ChangeSignal _changed = new();
    private int _inFlight;

    public IReadOnlyList<RecordedRequest> Requests
    {
        get { lock (_lock) return [.. _exchanges.Select(exchange => exchange.Request)]; }
    }

    public RecordedExchange Received(RecordedRequest request)
    {
        var exchange = new RecordedExchange(request);
        lock (_lock)
        {
            _inFlight++;
            if (keep) _exchanges.Add(exchange);
            Notify(request);
        }

        return exchange;
    }

    public void Responded(RecordedExchange exchange, int statusCode)
    {
        lock (_lock)
        {
            exchange.Request = exchange.Request with { StatusCode = statusCode };
            Notify(exchange.Request);
        }
    }

    public void Finished()
    {
        lock (_lock) _inFlight--;
        _changed.Pulse();
    }

    public void Clear()
    {
        lock (_lock) _exchanges.Clear();
    }

    public async Task<RecordedRequest> WaitForAsync(Func<RecordedRequest, bool> predicate, TimeSpan timeout)
    {
        var waiter = new RequestWaiter(predicate);
        lock (_lock)
        {
            if (_exchanges.Find(exchange => predicate(exchange.Request)) is { } known) return known.Request;
            _waiters.Add(waiter);
        }

        try
        {
            return await waiter.Found.WaitAsync(timeout).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock) _waiters.Remove(waiter);
        }
    }

    public Task WaitForNoneInFlightAsync(TimeSpan timeout) =>
        _changed.WaitAsync(() => Volatile.Read(ref _inFlight) == 0, timeout);

    private void Notify(RecordedRequest request)
    {
        foreach (RequestWaiter waiter in _waiters) waiter.Offer(request);
    }
}
