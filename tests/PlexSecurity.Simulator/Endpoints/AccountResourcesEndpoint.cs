namespace PlexSecurity.Simulator;

/// <summary>GET /api/v2/resources: plays plex.tv, for account tokens only.</summary>
internal static class AccountResourcesEndpoint
{
    public static Answer Answer(Call call)
    {
        if (call.Caller.IsTransient) return Simulator.Answer.Error(StatusCodes.Status401Unauthorized);
        IEnumerable<SimulatedAccountResource> resources = call.Server.AccountResources;
        return call.WantsJson
            ? new Answer(StatusCodes.Status200OK, Simulator.Answer.Json, Json(resources))
            : call.Ok(new PlexElement("resources").With(resources.Select(Xml)));
    }

    // plex.tv is not the server: its shape does not change with the server's.
    private static ReadOnlyMemory<byte> Json(IEnumerable<SimulatedAccountResource> resources) =>
        new JsonRenderer(AnswerShape.Default with { ConnectionMember = "connections", EmptyConnectionsAsArray = true })
            .RenderArray(resources.Select(resource =>
                Describe(resource).With(resource.Connections.Select(connection => Describe("Connection", connection)))));

    private static PlexElement Xml(SimulatedAccountResource resource) => Describe(resource).With([new PlexElement("connections")
        .With(resource.Connections.Select(connection => Describe("connection", connection)))]);

    private static PlexElement Describe(SimulatedAccountResource resource) => new PlexElement("resource")
        .With("name", resource.Name)
        .With("product", resource.Product)
        .With("productVersion", resource.ProductVersion)
        .With("clientIdentifier", resource.ClientIdentifier)
        .With("provides", resource.Provides)
        .With("owned", resource.Owned)
        .With("accessToken", resource.AccessToken)
        .With("presence", resource.Presence);

    private static PlexElement Describe(string name, SimulatedConnection connection) => new PlexElement(name)
        .With("protocol", connection.Protocol)
        .With("address", connection.Address)
        .With("port", connection.Port)
        .With("uri", connection.Uri)
        .With("local", connection.Local)
        .With("relay", connection.Relay);
}
