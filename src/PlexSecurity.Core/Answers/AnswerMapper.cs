namespace PlexSecurity.Answers;

/// <summary>Elements to models: what must be there, and where it is.</summary>
internal static class AnswerMapper
{
    public static PlexIdentity Identity(AnswerElement root)
    {
        AnswerElement container = Container(root);
        string identifier = container.Text("machineIdentifier") ?? throw Missing("machine identifier");
        bool? claimed = container["claimed"] is string text && AnswerValue.TryBoolean(text, out bool value) ? value : null;
        return new PlexIdentity(identifier, container.Text("version"), claimed);
    }

    public static PlexServerInfo ServerInfo(AnswerElement root)
    {
        AnswerElement container = Container(root);
        PlexServerInfo info = new(container.Text("friendlyName"), container.Text("machineIdentifier"), container.Text("version"));
        return info is { Name: null, MachineIdentifier: null, Version: null } ? throw Missing("name, identifier or version of the server") : info;
    }

    public static PlexToken Token(AnswerElement root) => ReadToken(Container(root), "token");

    public static SourceConnectionInformation Source(AnswerElement root, SourceIdentifier source)
    {
        AnswerElement device = ChooseDevice(Container(root), source);
        (List<PlexConnection> connections, List<string> ignored) = ConnectionMapper.Map(device);
        return new SourceConnectionInformation(
            source,
            device.Text("name"),
            device.Text("clientIdentifier") ?? source.Identifier,
            ReadToken(device, "accessToken"),
            connections,
            ignored);
    }

    public static IReadOnlyList<PlexMediaProvider> Providers(AnswerElement root)
    {
        List<PlexMediaProvider> providers = [];
        foreach (AnswerElement provider in Container(root).ChildrenNamed("MediaProvider"))
        {
            if (provider.Text("identifier") is string identifier)
                providers.Add(new PlexMediaProvider(identifier, provider.Text("title")));
        }

        return providers;
    }

    public static IReadOnlyList<PlexAccountServer> AccountServers(AnswerElement root)
    {
        AnswerElement list = root.ChildrenNamed("resources").FirstOrDefault() ?? throw Missing("list of resources");
        List<PlexAccountServer> servers = [];
        foreach (AnswerElement resource in list.ChildrenNamed("resource"))
        {
            bool isServer = (resource["provides"] ?? string.Empty).Split(',').Contains("server");
            if (isServer && resource.Text("clientIdentifier") is string identifier)
                servers.Add(new PlexAccountServer(identifier, resource.Text("name"), AnswerValue.TryBoolean(resource["owned"], out bool owned) && owned));
        }

        return servers;
    }

    private static AnswerElement Container(AnswerElement root)
    {
        foreach (AnswerElement container in root.ChildrenNamed("MediaContainer"))
            return container;
        foreach (AnswerElement _ in root.ChildrenNamed("html"))
            throw AnswerReader.NotPlex();
        throw Missing("MediaContainer");
    }

    /// <summary>
    /// The device that was asked for. A server's device of another identifier is refused: its addresses and its token would be
    /// another machine's. A provider's device need not bear the provider's identifier.
    /// </summary>
    private static AnswerElement ChooseDevice(AnswerElement container, SourceIdentifier source)
    {
        AnswerElement? first = null;
        foreach (AnswerElement device in container.ChildrenNamed("Device"))
        {
            string? identifier = device["clientIdentifier"];
            if (string.Equals(identifier, source.Identifier, StringComparison.OrdinalIgnoreCase))
                return device;
            if (identifier is null || !source.IsServer)
                first ??= device;
        }

        if (first is not null)
            return first;
        throw container.ChildrenNamed("Device").Any()
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
