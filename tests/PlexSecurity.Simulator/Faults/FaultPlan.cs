namespace PlexSecurity.Simulator;

/// <summary>The planned faults, in order.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<PlannedFault> _planned = [];

    /// <summary>Chooses the fault for a request without a planned one; null for the normal response.</summary>
    public Func<RecordedRequest, Fault?>? Decide { get; set; }

    /// <summary>The number of planned faults that were applied.</summary>
    public int Applied { get; private set; }

    /// <summary>Plans a fault. A request gets the first planned fault that matches its path and is not used up.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="path">The path without path base and query; /* at its end matches all paths below; null matches any.</param>
    /// <param name="times">The number of times; <see cref="int.MaxValue"/> for no limit.</param>
    public void Add(Fault fault, string? path = null, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_lock) _planned.Add(new PlannedFault(fault, path, times));
    }

    /// <summary>Removes every planned fault and <see cref="Decide"/>.</summary>
    public void Clear()
    {
        lock (_lock) _planned.Clear();
        Decide = null;
    }

    internal Fault? Next(string path, RecordedRequest request)
    {
        lock (_lock)
        {
            int index = _planned.FindIndex(planned => planned.Matches(path));
            if (index >= 0)
            {
                PlannedFault planned = _planned[index];
                if (planned.Times == 1) _planned.RemoveAt(index);
                else if (planned.Times < int.MaxValue) _planned[index] = planned with { Times = planned.Times - 1 };
                Applied++;
                return planned.Fault;
            }
        }

        return Decide?.Invoke(request);
    }
}
