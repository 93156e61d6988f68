namespace PlexSecurity.Responses;

/// <summary>Maps server responses to models, and validates the required parts.</summary>
internal static class ResponseMapper
{
    public static PlexIdentity Identity(ResponseElement root)
    {
        ResponseElement container = Container(root);
        string identifier = Identifier(container, "machineIdentifier") ?? throw Missing("machine identifier");
        return new PlexIdentity(identifier, container.Text("version"), Boolean(container, "claimed"));
    }

    public static PlexServerInfo ServerInfo(ResponseElement root)
    {
        ResponseElement container = Container(root);
        PlexServerInfo info = new(
            container.Text("friendlyName"),
            Identifier(container, "machineIdentifier"),
            container.Text("version"),
            container.Text("platform"));
        return info is { Name: null, MachineIdentifier: null, Version: null }
            ? throw Missing("name, identifier or version of the server")
            : info;
    }

    /// <summary>Maps a transient token. The account token of the caller is rejected.</summary>
    public static PlexToken Token(ResponseElement root)
    {
        PlexToken token = ReadToken(Container(root), "token");
        return token.Kind == PlexTokenKind.Transient
            ? token
            : throw new ResponseException("the token in the response is not a transient one");
    }

    public static PlexSourceConnection Source(
        ResponseElement root,
        SourceIdentifier source,
        string server,
        DateTimeOffset retrievedAt)
    {
        ResponseElement device = ChooseDevice(root, source);
        return Connection(device, ReadToken(device, "accessToken"), source, server, retrievedAt);
    }

    /// <summary>Maps the element of a source, with its token. The server is a name.</summary>
    public static PlexSourceConnection Connection(
        ResponseElement device,
        PlexToken token,
        SourceIdentifier source,
        string server,
        DateTimeOffset retrievedAt)
    {
        (List<PlexConnection> connections, List<string> ignored) = ConnectionMapper.Map(device, token);
        return new PlexSourceConnection
        {
            Source = source.Value,
            Name = device.Text("name", token) ?? source.Identifier,
            ClientIdentifier = Identifier(device, "clientIdentifier") ?? source.Identifier,
            AccessToken = token.ToSecureString(),
            TokenKind = token.Kind,
            Owned = Boolean(device, "owned"),
            Owner = device.Text("sourceTitle", token),
            Connections = connections.AsReadOnly(),
            IgnoredConnections = ignored.AsReadOnly(),
            Server = server,
            RetrievedAt = retrievedAt,
        };
    }

    public static ResponseList<PlexSource> Providers(ResponseElement root, string server) => ResponseList<PlexSource>.Of(
        Container(root).ChildrenNamed("MediaProvider"),
        "identifier",
        (provider, identifier) => new PlexSource(PlexSourceKind.Provider, identifier, provider.Text("title"), server));

    private static ResponseElement Container(ResponseElement root)
    {
        if (Find(root, "MediaContainer") is ResponseElement container)
            return container;
        throw Find(root, "html") is null ? Missing("MediaContainer") : ResponseReader.NotPlex();
    }

    public static ResponseElement? Find(ResponseElement parent, string name) => parent.ChildrenNamed(name).FirstOrDefault();

    /// <summary>Parses true, false, 1 or 0. An absent value is false.</summary>
    public static bool TryBoolean(string? text, out bool value)
    {
        value = text is "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        return value || text is null or "0" || string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Maps a Boolean. An absent or invalid value is null.</summary>
    public static bool? Boolean(ResponseElement element, string name) =>
        element[name] is string text && TryBoolean(text, out bool value) ? value : null;

    /// <summary>
    /// Maps an identifier, or null if it is absent. An invalid identifier, or one that contains the token of the caller, is a
    /// fault.
    /// </summary>
    private static string? Identifier(ResponseElement element, string name) =>
        element[name] is null || element.Identifier(name) is not null
            ? element.Identifier(name)
            : throw new ResponseException("an identifier in the response contains invalid characters");

    /// <summary>
    /// Selects the requested device. For a server, a device with another identifier is rejected, because its addresses and its
    /// token belong to another machine. The device of a provider may have another identifier.
    /// </summary>
    private static ResponseElement ChooseDevice(ResponseElement root, SourceIdentifier source)
    {
        // The form of Plex Media Server, or the form of plex.tv.
        ResponseElement[] devices = Find(root, "resources") is ResponseElement list
            ? [.. list.ChildrenNamed("resource")]
            : [.. Container(root).ChildrenNamed("Device")];
        ResponseElement? first = null;
        foreach (ResponseElement device in devices)
        {
            string? identifier = device["clientIdentifier"];
            if (string.Equals(identifier, source.Identifier, StringComparison.OrdinalIgnoreCase))
                return device;
            if (identifier is null || !source.IsServer)
                first ??= device;
        }

        return first ?? throw (devices.Length > 0
            ? new ResponseException("the response describes a different device")
            : Missing("device"));
    }

    public static PlexToken ReadToken(ResponseElement element, string name) =>
        PlexToken.TryCreate(element[name] ?? throw Missing("token"))
        ?? throw new ResponseException("the token in the response contains invalid characters");

    public static ResponseException Missing(string what) => new($"the response contains no {what}");
}
