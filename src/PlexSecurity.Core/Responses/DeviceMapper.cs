namespace PlexSecurity.Responses;

/// <summary>The devices of an account to models. The token of each is read only to keep it out of what is shown.</summary>
internal static class DeviceMapper
{
    /// <param name="root">The response.</param>
    /// <param name="client">The identifier of the client that asked.</param>
    public static ResponseList<PlexAccountDevice> Devices(ResponseElement root, string client) =>
        ResponseList<PlexAccountDevice>.Of(
            (ResponseMapper.Find(root,
                "MediaContainer") ?? throw ResponseMapper.Missing("list of devices")).ChildrenNamed("Device"),
            "id",
            (device, id) => Device(device, id, client),
            "token");

    private static PlexAccountDevice Device(ResponseElement device, string id, string client)
    {
        PlexToken? token = AccountMapper.TokenOf(device, "token");
        string? Text(string name) => device.Text(name, token);
        return new PlexAccountDevice(id)
        {
            Name = Text("name"),
            Product = Text("product"),
            Version = Text("productVersion"),
            Platform = Text("platform"),
            Provides = Text("provides")?.Split(',') ?? [],
            ClientIdentifier = Text("clientIdentifier"),
            CreatedAt = AccountMapper.Time(device["createdAt"]),
            LastSeenAt = AccountMapper.Time(device["lastSeenAt"]),
            PublicAddress = Text("publicAddress"),
            IsThisClient = device["clientIdentifier"] == client,
        };
    }
}
