namespace PlexSecurity.Simulator;

/// <summary>A received request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="RawTarget">The path and query exactly as sent.</param>
/// <param name="Headers">The headers. Names ignore case; several values of one name are joined with commas.</param>
/// <param name="Token">The X-Plex-Token header; null without one.</param>
/// <param name="Https">Whether it came over TLS.</param>
/// <param name="StatusCode">The status of the response; 0 until it starts, and if it never does.</param>
/// <param name="At">The time it was received.</param>
/// <param name="ConnectionId">The ID of its connection.</param>
public sealed record RecordedRequest(
    string Method,
    string RawTarget,
    IReadOnlyDictionary<string, string> Headers,
    string? Token,
    bool Https,
    int StatusCode,
    DateTimeOffset At,
    string ConnectionId)
{
    /// <summary>The path as sent, without the query.</summary>
    public string Path => RawTarget.Split('?', 2)[0];

    /// <summary>The method, the path and the status, never a token.</summary>
    public override string ToString() => $"{Method} {Path} -> {StatusCode}";
}
