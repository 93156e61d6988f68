using Microsoft.AspNetCore.Connections;

namespace PlexSecurity.Simulator;

/// <summary>Counts TCP connections, including those with a failed TLS handshake.</summary>
internal sealed class ConnectionCounter
{
    private readonly ChangeSignal _changed = new();
    private int _open;
    private int _total;
    private int _peak;

    public int Open => Volatile.Read(ref _open);

    public int Total => Volatile.Read(ref _total);

    public int Peak => Volatile.Read(ref _peak);

    public ConnectionDelegate Count(ConnectionDelegate next) => async connection =>
    {
        NotePeak(Interlocked.Increment(ref _open));
        Interlocked.Increment(ref _total);
        _changed.Pulse();
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            _changed.Pulse();
        }
    };

    public Task WaitAsync(Func<int, bool> open, TimeSpan timeout) => _changed.WaitAsync(() => open(Open), timeout);

    private void NotePeak(int open)
    {
        int peak = Peak;
        while (open > peak && Interlocked.CompareExchange(ref _peak, open, peak) != peak) peak = Peak;
    }
}
