using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>The highest number of concurrent requests at a stand-in server.</summary>
internal sealed class InFlight
{
    private InFlight()
    {
    }

    public int Maximum { get; private set; }

    /// <summary>Watches a server and delays each of its responses.</summary>
    public static InFlight Watch(PlexSimulator server, TimeSpan delay)
    {
        InFlight watch = new();
        Lock gate = new();
        server.Faults.Decide = _ =>
        {
            lock (gate)
                watch.Maximum = Math.Max(watch.Maximum, server.Requests.Count(request => request.StatusCode == 0));
            return Fault.Delay(delay);
        };
        return watch;
    }
}
