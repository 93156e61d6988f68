namespace PlexSecurity.Simulator;

/// <summary>The faults to come, in order.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<PlannedFault> _planned = [];

    /// <summary>Asked for every request that no planned fault fits; null from it means the usual answer.</summary>
    public Func<RecordedRequest, Fault?>? Decide { get; set; }

    /// <summary>How many times planned faults have struck.</summary>
    public int Struck { get; private set; }

    /// <summary>Plans a fault. A request gets the first one planned that fits its path and is not used up.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="path">The endpoint, without path base and query, or with /* at its end all below one; null for any.</param>
    /// <param name="times">How often; <see cref="int.MaxValue"/> for ever.</param>
    public void Add(Fault fault, string? path = null, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_lock) _planned.Add(new PlannedFault(fault, path, times));
    }

    /// <summary>Forgets every planned fault and <see cref="Decide"/>.</summary>
    public void Clear()
    {
        lock (_lock) _planned.Clear();
        Decide = null;
    }

    internal Fault? Next(string path, RecordedRequest request)
    {
        lock (_lock)
        {
            int index = _planned.FindIndex(planned => planned.Fits(path));
            if (index >= 0)
            {
                PlannedFault planned = _planned[index];
                if (planned.Times == 1) _planned.RemoveAt(index);
                else if (planned.Times < int.MaxValue) _planned[index] = planned with { Times = planned.Times - 1 };
                Struck++;
                return planned.Fault;
            }
        }

        return Decide?.Invoke(request);
    }
}
