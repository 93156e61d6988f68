namespace PlexSecurity.Simulator;

/// <summary>A request to an endpoint of the server.</summary>
internal sealed class Call(PlexSimulator server, string path, HttpRequest request)
{
    public PlexSimulator Server { get; } = server;

    public string Path { get; } = path;

    /// <summary>The caller. Like the real server, it accepts a token in the query; the record then shows the mistake.</summary>
    public Caller Caller { get; } = server.Tokens.Identify(
        request.Headers.TryGetValue("X-Plex-Token", out var header)
            ? header.ToString()
            : request.Query["X-Plex-Token"].ToString());

    public bool WantsJson { get; } = !server.Shape.AlwaysXml && request.Headers.Accept.ToString() == SimulatedResponse.Json;

    public string Query(string name) => request.Query[name].ToString();

    public SimulatedResponse Ok(PlexElement element) => WantsJson
        ? new(StatusCodes.Status200OK, SimulatedResponse.Json, new JsonRenderer(Server.Shape).RenderNamed(element))
        : new(StatusCodes.Status200OK, SimulatedResponse.Xml, new XmlRenderer(Server.Shape).Render(element));
}
