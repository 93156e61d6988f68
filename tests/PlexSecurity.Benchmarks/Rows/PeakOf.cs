namespace PlexSecurity.Benchmarks.Rows;

/// <summary>The highest value of something, looked at every few milliseconds.</summary>
internal sealed class PeakOf : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly Timer _timer;
    private int _highest;

    public PeakOf(Func<int> value) => _timer = new Timer(_ => Note(value()), null, Interval, Interval);

    public int Highest => Volatile.Read(ref _highest);

    public void Dispose() => _timer.Dispose();

    private void Note(int value)
    {
        int known = Highest;
        while (value > known && Interlocked.CompareExchange(ref _highest, value, known) != known)
            known = Highest;
    }
}
