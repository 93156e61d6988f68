namespace PlexSecurity;

/// <summary>What became of one address of a source, as <c>Test-PlexSourceConnection</c> gives it.</summary>
public sealed class PlexConnectionTest
{
    internal PlexConnectionTest(PlexSourceConnection source, ConnectionTestResult result, bool preferred)
    {
        Source = source.Source;
        Name = source.Name;
        Connection = result.Connection;
        Status = result.Status;
        Latency = result.Latency;
        MinimumLatency = result.Latencies.Count == 0 ? null : result.Latencies.Min();
        MaximumLatency = result.Latencies.Count == 0 ? null : result.Latencies.Max();
        Version = result.Version;
        Preferred = preferred;
        Message = result.Message;
    }

    /// <summary>The source with its prefix.</summary>
    public string Source { get; }

    /// <summary>The name of the source.</summary>
    public string Name { get; }

    /// <summary>The address.</summary>
    public Uri Uri => Connection.Uri;

    /// <summary>What became of it.</summary>
    public ConnectionStatus Status { get; }

    /// <summary>The time to the answer, the median where it was asked more than once; null where it is not reachable.</summary>
    public TimeSpan? Latency { get; }

    /// <summary>The shortest time to an answer.</summary>
    public TimeSpan? MinimumLatency { get; }

    /// <summary>The longest time to an answer; the first has the connection's set-up in it.</summary>
    public TimeSpan? MaximumLatency { get; }

    /// <summary>The version of the server that answered, where it told.</summary>
    public string? Version { get; }

    /// <summary>Whether the address is in the network of the source itself.</summary>
    public bool Local => Connection.Local;

    /// <summary>Whether the way goes through Plex's relay.</summary>
    public bool Relay => Connection.Relay;

    /// <summary>Whether the address is one of https.</summary>
    public bool Secure => Connection.Protocol == System.Uri.UriSchemeHttps;

    /// <summary>
    /// Whether this is the best of the source's reachable addresses: exactly one is, where any is reachable. Connect-PlexServer
    /// takes it.
    /// </summary>
    public bool Preferred { get; }

    /// <summary>Why, in words.</summary>
    public string Message { get; }

    internal PlexConnection Connection { get; }

    /// <summary>The address and what became of it.</summary>
    /// <returns>Such as <c>https://nas:32400/: Reachable</c>.</returns>
    public override string ToString() => $"{Uri.AbsoluteUri}: {Status}";
}
