namespace PlexSecurity.Simulator;

/// <summary>What an endpoint needs to know of a request.</summary>
internal sealed class Call(PlexSimulator server, string path, HttpRequest request)
{
    public PlexSimulator Server { get; } = server;

    public string Path { get; } = path;

    /// <summary>Who calls. As on a real server a token in the query counts too; the record shows who put it there.</summary>
    public Caller Caller { get; } = server.Tokens.Identify(
        request.Headers.TryGetValue("X-Plex-Token", out var header)
            ? header.ToString()
            : request.Query["X-Plex-Token"].ToString());

    public bool WantsJson { get; } = !server.Shape.AlwaysXml && request.Headers.Accept.ToString() == Answer.Json;

    public string Query(string name) => request.Query[name].ToString();

    public Answer Ok(PlexElement element) => WantsJson
        ? new(StatusCodes.Status200OK, Answer.Json, new JsonRenderer(Server.Shape).RenderNamed(element))
        : new(StatusCodes.Status200OK, Answer.Xml, new XmlRenderer(Server.Shape).Render(element));
}
