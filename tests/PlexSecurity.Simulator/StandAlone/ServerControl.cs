namespace PlexSecurity.Simulator;

/// <summary>The commands for a simulated Plex Media Server.</summary>
internal sealed class ServerControl(PlexSimulator server) : Control(server.Log, server.Faults)
{
    protected override SimulatedResponse? Handle(string method, string command, IQueryCollection query) =>
        (method, command) switch
        {
            ("POST", "/restart") => Done(Restart),
            ("GET", "/tokens") => Json(server.TransientTokens),
            _ => null,
        };

    /// <summary>A server that lists itself as a source gets a new token for that source.</summary>
    private void Restart()
    {
        server.Restart();
        SimulatedSource self = server.AsSource();
        if (server.Sources.All.Any(source => source.Source == self.Source))
            server.Sources.Add(self);
    }
}
