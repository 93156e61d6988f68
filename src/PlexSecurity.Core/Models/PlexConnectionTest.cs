namespace PlexSecurity;

/// <summary>The result of testing one address of a source with <c>GET /identity</c>, without a token.</summary>
public sealed class PlexConnectionTest
{
    internal PlexConnectionTest(PlexSourceConnection source, PlexConnection connection, ConnectionStatus status, string message)
    {
        Source = source.Source;
        Name = source.Name;
        Connection = connection;
        Status = status;
        Message = message;
    }

    /// <summary>The source with its prefix.</summary>
    public string Source { get; }

    /// <summary>The name of the source.</summary>
    public string Name { get; }

    /// <summary>The address.</summary>
    public Uri Uri => Connection.Uri;

    /// <summary>The result.</summary>
    public ConnectionStatus Status { get; }

    /// <summary>The median of <see cref="Latencies"/>; null if the address is not reachable.</summary>
    public TimeSpan? Latency =>
        Latencies.Count == 0 ? null : Latencies.OrderBy(static time => time).ElementAt(Latencies.Count / 2);

    /// <summary>The shortest latency.</summary>
    public TimeSpan? MinimumLatency => Latencies.Count == 0 ? null : Latencies.Min();

    /// <summary>The longest latency. The first request includes the connection setup.</summary>
    public TimeSpan? MaximumLatency => Latencies.Count == 0 ? null : Latencies.Max();

    /// <summary>The version of the server that responded; null if it is unknown.</summary>
    public string? Version { get; internal init; }

    /// <summary>Whether the address is in the network of the source.</summary>
    public bool Local => Connection.Local;

    /// <summary>Whether the route goes through Plex's relay.</summary>
    public bool Relay => Connection.Relay;

    /// <summary>Whether the address is an https address.</summary>
    public bool Secure => Connection.Protocol == System.Uri.UriSchemeHttps;

    /// <summary>
    /// Whether this is the best reachable address of the source. If any address is reachable, exactly one is preferred.
    /// </summary>
    public bool Preferred { get; private set; }

    /// <summary>A message with the reason of the result.</summary>
    public string Message { get; }

    internal PlexConnection Connection { get; }

    /// <summary>The thumbprint of the only accepted certificate; null if the system validates certificates.</summary>
    internal string? CertificateThumbprint { get; init; }

    /// <summary>The duration of each request; empty if the address is not reachable.</summary>
    internal IReadOnlyList<TimeSpan> Latencies { get; init; } = [];

    /// <summary>The address and the status.</summary>
    /// <returns>Such as <c>https://nas:32400/: Reachable</c>.</returns>
    public override string ToString() => $"{Uri.AbsoluteUri}: {Status}";

    /// <summary>Marks the result as preferred. It must not have been returned before.</summary>
    internal PlexConnectionTest AsPreferred()
    {
        Preferred = true;
        return this;
    }
}
