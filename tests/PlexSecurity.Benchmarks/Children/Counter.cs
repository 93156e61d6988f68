using System.Diagnostics;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>Counts the results that a script is given, and takes the time and the memory at some of them.</summary>
/// <param name="at">At which of them, from 1.</param>
/// <param name="withMemory">Whether the memory is taken, which collects garbage first.</param>
public sealed class Counter(int[] at, bool withMemory)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<Mark> _marks = [];
    private int _count;

    /// <summary>What was taken.</summary>
    public IReadOnlyList<Mark> Marks => _marks;

    /// <summary>Milliseconds since this was made.</summary>
    public double Elapsed => Stopwatch.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Counts one.</summary>
    public void Next()
    {
        if (!at.Contains(++_count))
            return;
        double time = Elapsed;
        _marks.Add(withMemory ? new Mark(time, GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet) : new Mark(time, 0, 0));
    }

    /// <summary>Fails unless so many came.</summary>
    /// <param name="count">How many were to come.</param>
    public void Require(int count)
    {
        if (_count != count)
            throw new InvalidOperationException($"{_count} results came in place of {count}.");
    }
}
