namespace PlexSecurity.Simulator;

/// <summary>A pin: one sign-in with a code.</summary>
/// <param name="Id">The ID. It gives access to the token, so it is as secret as the token.</param>
/// <param name="Code">The code that the person types or opens.</param>
/// <param name="Strong">Whether the code is a long one, for a link and not for typing.</param>
/// <param name="Device">The client that will hold the token.</param>
/// <param name="CreatedAt">The time of its creation.</param>
/// <param name="ExpiresAt">The expiry. After it, the pin can be neither claimed nor fetched.</param>
/// <param name="Polls">The number of polls with a normal response, without faults.</param>
/// <param name="AuthToken">The token; null until the pin is claimed.</param>
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
    /// <summary>The client identifier.</summary>
    public string ClientIdentifier => Device.ClientIdentifier;

    /// <summary>The kind and the number of polls, without the ID and the token.</summary>
    public override string ToString() => $"{(Strong ? "strong" : "short")} code, {Polls} polls";
}
