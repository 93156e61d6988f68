namespace PlexSecurity.Simulator;

/// <summary>GET /identity: who the server is. The one endpoint that asks for no token.</summary>
internal static class IdentityEndpoint
{
    public static Answer Answer(Call call) => call.Ok(new PlexElement("MediaContainer")
        .With("size", 0)
        .With("claimed", call.Server.Claimed)
        .With("machineIdentifier", call.Server.MachineIdentifier)
        .With("version", call.Server.Version));
}
