namespace PlexSecurity.Simulator;

/// <summary>GET /security/resources: the token and the connections of a source, for admins.</summary>
internal static class ResourcesEndpoint
{
    public static SimulatedResponse Respond(Call call)
    {
        string source = call.Query("source");
        if (source.Length == 0) return SimulatedResponse.Error(StatusCodes.Status400BadRequest);
        if (call.Caller.Level != AccessLevel.Admin) return SimulatedResponse.Error(StatusCodes.Status403Forbidden);
        return call.Server.Sources.Find(source) switch
        {
            null => SimulatedResponse.Error(StatusCodes.Status404NotFound),
            { RawBody: { } raw } => new SimulatedResponse(StatusCodes.Status200OK, raw.ContentType, raw.Body),
            var found => call.Ok(new PlexElement("MediaContainer").With("size", 1).With([Device(found, call.Server.Shape)])),
        };
    }

    private static PlexElement Device(SimulatedSource source, ResponseShape shape) => new PlexElement("Device")
        .With("name", source.Name)
        .With("clientIdentifier", source.ClientIdentifier)
        .With("accessToken", source.AccessToken)
        .With(source.Connections.Select(connection => Connection(connection, shape)));

    private static PlexElement Connection(SimulatedConnection connection, ResponseShape shape) => new PlexElement("Connection")
        .With("protocol", connection.Protocol)
        .With("address", connection.Address)
        .With("uri", connection.Uri)
        .With("port", connection.Port)
        .With("local", connection.Local)
        .With("relay", shape.RelayOmittedWhenFalse && connection.Relay == false ? null : connection.Relay);
}
