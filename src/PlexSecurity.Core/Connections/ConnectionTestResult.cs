namespace PlexSecurity;

/// <summary>What became of one address of a source: asked who it is, without a token, or not asked and why.</summary>
public sealed class ConnectionTestResult
{
    internal ConnectionTestResult(PlexConnection connection, ConnectionStatus status, string message)
    {
        Connection = connection;
        Status = status;
        Message = message;
    }

    /// <summary>The address.</summary>
    public PlexConnection Connection { get; }

    /// <summary>What became of it.</summary>
    public ConnectionStatus Status { get; }

    /// <summary>Why, in words.</summary>
    public string Message { get; }

    /// <summary>The version of the server that answered, where it told.</summary>
    public string? Version { get; internal init; }

    /// <summary>
    /// The time to the answer of each question, in the order they were asked; empty where the address is not reachable. The first
    /// has the connection's set-up in it, the others go over the same connection.
    /// </summary>
    public IReadOnlyList<TimeSpan> Latencies { get; internal init; } = [];

    /// <summary>The median of <see cref="Latencies"/>, or null where there is none.</summary>
    public TimeSpan? Latency => Latencies.Count == 0 ? null : Latencies.OrderBy(static time => time).ElementAt(Latencies.Count / 2);
}
