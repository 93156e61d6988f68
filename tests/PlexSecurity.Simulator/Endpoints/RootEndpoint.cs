namespace PlexSecurity.Simulator;

/// <summary>GET /: what the server says of itself to somebody it knows.</summary>
internal static class RootEndpoint
{
    public static Answer Answer(Call call) => call.Ok(new PlexElement("MediaContainer")
        .With("size", 0)
        .With("friendlyName", call.Server.FriendlyName)
        .With("machineIdentifier", call.Server.MachineIdentifier)
        .With("myPlex", call.Server.Claimed)
        .With("myPlexUsername", call.Server.Claimed ? "someone@example.org" : "")
        .With("platform", "Linux")
        .With("version", call.Server.Version));
}
