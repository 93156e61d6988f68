namespace PlexSecurity.Simulator;

/// <summary>GET /identity: the identity of the server. The only endpoint without a token.</summary>
internal static class IdentityEndpoint
{
    public static SimulatedResponse Respond(Call call) => call.Ok(new PlexElement("MediaContainer")
        .With("size", 0)
        .With("claimed", call.Server.Claimed)
        .With("machineIdentifier", call.Server.MachineIdentifier)
        .With("version", call.Server.Version));
}
