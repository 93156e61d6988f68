namespace PlexSecurity.Simulator;

/// <summary>A source that the stand-in server knows.</summary>
public sealed record SimulatedSource
{
    /// <summary>"server://CLIENT-IDENTIFIER" or "provider://PROVIDER-IDENTIFIER".</summary>
    public required string Source { get; init; }

    /// <summary>The source's name.</summary>
    public string Name { get; init; } = "Cellar";

    /// <summary>The identifier that is answered; that of <see cref="Source"/> when null.</summary>
    public string? ClientIdentifier { get; init; }

    /// <summary>The source's token. Null: the catalog makes a fresh transient one, valid at no stand-in server.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<SimulatedConnection> Connections { get; init; } = [];

    /// <summary>Sent in place of all the above.</summary>
    public RawAnswer? RawBody { get; init; }

    /// <summary>The source and its number of addresses: never its token.</summary>
    public override string ToString() => $"{Source} ({Connections.Count} connections)";
}
