namespace PlexSecurity.Simulator;

/// <summary>A source of the stand-in server.</summary>
public sealed record SimulatedSource
{
    /// <summary>"server://CLIENT-IDENTIFIER" or "provider://PROVIDER-IDENTIFIER".</summary>
    public required string Source { get; init; }

    /// <summary>The source's name.</summary>
    public string Name { get; init; } = "Cellar";

    /// <summary>The identifier in the response; null for the one in <see cref="Source"/>.</summary>
    public string? ClientIdentifier { get; init; }

    /// <summary>The token of the source; null for a new transient token that no stand-in server accepts.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<SimulatedConnection> Connections { get; init; } = [];

    /// <summary>The body to send instead of all the above.</summary>
    public RawResponse? RawBody { get; init; }

    /// <summary>The source and the number of its addresses, never its token.</summary>
    public override string ToString() => $"{Source} ({Connections.Count} connections)";
}
