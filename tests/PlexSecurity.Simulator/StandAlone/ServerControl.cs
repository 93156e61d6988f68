namespace PlexSecurity.Simulator;

/// <summary>The commands for a simulated Plex Media Server.</summary>
internal sealed class ServerControl(PlexSimulator server) : Control(server.Log, server.Faults)
{
    protected override Answer? Handle(string method, string command, IQueryCollection query) => (method, command) switch
    {
        ("POST", "/restart") => Done(server.Restart),
        ("GET", "/tokens") => Json(server.TransientTokens),
        _ => null,
    };
}
