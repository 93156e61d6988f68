namespace PlexSecurity.Simulator;

/// <summary>GET /: the name and version of the server, for callers with a valid token.</summary>
internal static class RootEndpoint
{
    public static SimulatedResponse Respond(Call call) => call.Ok(new PlexElement("MediaContainer")
        .With("size", 0)
        .With("friendlyName", call.Server.FriendlyName)
        .With("machineIdentifier", call.Server.MachineIdentifier)
        .With("myPlex", call.Server.Claimed)
        .With("myPlexUsername", call.Server.Claimed ? "someone@example.org" : "")
        .With("platform", "Linux")
        .With("version", call.Server.Version));
}
