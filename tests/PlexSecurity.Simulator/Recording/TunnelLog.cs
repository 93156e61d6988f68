namespace PlexSecurity.Simulator;

/// <summary>The log of the requests to the proxy.</summary>
internal sealed class TunnelLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedTunnel> _tunnels = [];

    public IReadOnlyList<RecordedTunnel> All
    {
        get { lock (_lock) return [.. _tunnels]; }
    }

    public void Add(RecordedTunnel tunnel)
    {
        lock (_lock) _tunnels.Add(tunnel);
    }

    public void Clear()
    {
        lock (_lock) _tunnels.Clear();
    }
}
