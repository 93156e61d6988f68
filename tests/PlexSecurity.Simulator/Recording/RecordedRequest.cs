namespace PlexSecurity.Simulator;

/// <summary>A request as it came in.</summary>
/// <param name="Method">The verb.</param>
/// <param name="RawTarget">Path and query exactly as sent.</param>
/// <param name="Headers">The headers; names in any case. Several of one name are joined by commas.</param>
/// <param name="Token">The X-Plex-Token header; null when there was none.</param>
/// <param name="Https">Whether it came over TLS.</param>
/// <param name="StatusCode">The status answered; 0 until then, and for ever if no response was begun.</param>
/// <param name="At">When it came.</param>
/// <param name="ConnectionId">The connection it came on.</param>
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

    /// <summary>The request line without its query, and the status: never a token.</summary>
    public override string ToString() => $"{Method} {Path} -> {StatusCode}";
}
