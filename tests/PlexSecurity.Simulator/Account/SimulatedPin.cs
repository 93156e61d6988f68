namespace PlexSecurity.Simulator;

/// <summary>A sign-in that was asked for.</summary>
/// <param name="Id">Redeems the token: as secret as that.</param>
/// <param name="Code">What the person types or opens.</param>
/// <param name="Strong">Whether it is the long code, which is opened and cannot be typed.</param>
/// <param name="Device">The client that asked: it will hold the token.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ExpiresAt">Until when it can be claimed and fetched.</param>
/// <param name="Polls">How often plex.tv answered whether it was claimed; requests that met a fault are not among them.</param>
/// <param name="AuthToken">The token; null until it was claimed.</param>
public sealed record SimulatedPin(
    long Id,
    string Code,
    bool Strong,
    SimulatedDevice Device,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    int Polls = 0,
    string? AuthToken = null)
{
    /// <summary>The identifier of that client.</summary>
    public string ClientIdentifier => Device.ClientIdentifier;

    /// <summary>The kind and the number of polls: neither identifier nor token.</summary>
    public override string ToString() => $"{(Strong ? "strong" : "short")} code, {Polls} polls";
}
