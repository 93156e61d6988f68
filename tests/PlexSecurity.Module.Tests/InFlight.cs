using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>How many requests a stand-in server was answering at once, at the most.</summary>
internal sealed class InFlight
{
    private InFlight()
    {
    }

    public int Most { get; private set; }

    /// <summary>Watches a server, which takes so long for each response.</summary>
    public static InFlight Watch(PlexSimulator server, TimeSpan delay)
    {
        InFlight watch = new();
        Lock gate = new();
        server.Faults.Decide = _ =>
        {
            lock (gate)
                watch.Most = Math.Max(watch.Most, server.Requests.Count(request => request.StatusCode == 0));
            return Fault.Delay(delay);
        };
        return watch;
    }
}
