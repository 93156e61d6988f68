namespace PlexSecurity.Answers;

/// <summary>Elements to models: what must be there, and where it is.</summary>
internal static class AnswerMapper
{
    /// <param name="root">The answer.</param>
    /// <param name="known">A token that the server may know from earlier though this request carried none; null for none.</param>
    public static PlexIdentity Identity(AnswerElement root, PlexToken? known = null)
    {
        AnswerElement container = Container(root);
        string identifier = Identifier(container, "machineIdentifier") ?? throw Missing("machine identifier");
        if (known is not null && known.IsIn(identifier))
            throw new AnswerException("the machine identifier in the answer has the caller's token in it");
        string? version = container.Text("version") is string text && known?.IsIn(text) != true ? text : null;
        return new PlexIdentity(identifier, version, Boolean(container, "claimed"));
    }

    public static PlexServerInfo ServerInfo(AnswerElement root)
    {
        AnswerElement container = Container(root);
        PlexServerInfo info = new(
            container.Text("friendlyName"),
            Identifier(container, "machineIdentifier"),
            container.Text("version"));
        return info is { Name: null, MachineIdentifier: null, Version: null } ? throw Missing("name, identifier or version of the server") : info;
    }

    public static PlexToken Token(AnswerElement root) => ReadToken(Container(root), "token");

    public static SourceConnectionInformation Source(AnswerElement root, SourceIdentifier source)
    {
        AnswerElement device = ChooseDevice(root, source);
        (List<PlexConnection> connections, List<string> ignored) = ConnectionMapper.Map(device);
        return new SourceConnectionInformation(
            source,
            device.Text("name"),
            Identifier(device, "clientIdentifier") ?? source.Identifier,
            ReadToken(device, "accessToken"),
            connections,
            ignored);
    }

    public static AnswerList<PlexMediaProvider> Providers(AnswerElement root) => AnswerList<PlexMediaProvider>.Of(
        Container(root).ChildrenNamed("MediaProvider"),
        "identifier",
        static (provider, identifier) => new PlexMediaProvider(identifier, provider.Text("title")));

    public static AnswerList<PlexAccountServer> AccountServers(AnswerElement root) => AnswerList<PlexAccountServer>.Of(
        (Find(root, "resources") ?? throw Missing("list of resources")).ChildrenNamed("resource").Where(IsServer),
        "clientIdentifier",
        static (server, identifier) => new PlexAccountServer(identifier, server.Text("name"), Boolean(server, "owned")));

    private static bool IsServer(AnswerElement resource) => (resource["provides"] ?? string.Empty).Split(',').Contains("server");

    private static AnswerElement Container(AnswerElement root)
    {
        if (Find(root, "MediaContainer") is AnswerElement container)
            return container;
        throw Find(root, "html") is null ? Missing("MediaContainer") : AnswerReader.NotPlex();
    }

    private static AnswerElement? Find(AnswerElement parent, string name) => parent.ChildrenNamed(name).FirstOrDefault();

    /// <summary>An absent value, and one that is neither true nor false, is unknown.</summary>
    private static bool? Boolean(AnswerElement element, string name) =>
        element[name] is string text && AnswerValue.TryBoolean(text, out bool value) ? value : null;

    /// <summary>An identifier, or null where it is absent. One of other characters, or the caller's token, is a fault.</summary>
    private static string? Identifier(AnswerElement element, string name) =>
        element[name] is null || element.Identifier(name) is not null
            ? element.Identifier(name)
            : throw new AnswerException("an identifier in the answer has characters that no identifier has");

    /// <summary>
    /// The device that was asked for. A server's device of another identifier is refused: its addresses and its token would be
    /// another machine's. A provider's device need not bear the provider's identifier.
    /// </summary>
    private static AnswerElement ChooseDevice(AnswerElement root, SourceIdentifier source)
    {
        // Plex Media Server's shape, or plex.tv's.
        AnswerElement[] devices = Find(root, "resources") is AnswerElement list
            ? [.. list.ChildrenNamed("resource")]
            : [.. Container(root).ChildrenNamed("Device")];
        AnswerElement? first = null;
        foreach (AnswerElement device in devices)
        {
            string? identifier = device["clientIdentifier"];
            if (string.Equals(identifier, source.Identifier, StringComparison.OrdinalIgnoreCase))
                return device;
            if (identifier is null || !source.IsServer)
                first ??= device;
        }

        if (first is not null)
            return first;
        throw devices.Length > 0
            ? new AnswerException("the device in the answer is another one than was asked for")
            : Missing("device");
    }

    private static PlexToken ReadToken(AnswerElement element, string name)
    {
        string text = element[name] ?? throw Missing("token");
        try
        {
            return new PlexToken(text);
        }
        catch (PlexException)
        {
            throw new AnswerException("the token in the answer has characters that no token has");
        }
    }

    private static AnswerException Missing(string what) => new($"the answer has no {what}");
}
