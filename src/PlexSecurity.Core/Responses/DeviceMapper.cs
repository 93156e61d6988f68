namespace PlexSecurity.Responses;

/// <summary>Maps the devices of an account. Their tokens are read only to keep them out of the output.</summary>
internal static class DeviceMapper
{
    public static ResponseList<PlexAccountDevice> Devices(ResponseElement root, string clientIdentifier)
    {
        ResponseElement list = ResponseMapper.Find(root, "MediaContainer") ?? throw ResponseMapper.Missing("list of devices");
        // A token from another device, for example from a browser, signs in as that device.
        bool IsSignedIn(ResponseElement device) => device["token"] is string token && device.ContainsRequestToken(token);
        bool IsClient(ResponseElement device) =>
            string.Equals(device["clientIdentifier"], clientIdentifier, StringComparison.OrdinalIgnoreCase);
        Func<ResponseElement, bool> isThisClient = list.ChildrenNamed("Device").Any(IsSignedIn) ? IsSignedIn : IsClient;
        return ResponseList<PlexAccountDevice>.Of(
            list.ChildrenNamed("Device"),
            "id",
            (device, id) => Device(device, id, isThisClient(device)),
            "token");
    }

    private static PlexAccountDevice Device(ResponseElement device, string id, bool isThisClient)
    {
        PlexToken? token = AccountMapper.TokenOf(device, "token");
        string? Text(string name) => device.Text(name, token);
        return new PlexAccountDevice(id)
        {
            Name = Text("name"),
            Product = Text("product"),
            Version = Text("productVersion"),
            Platform = Text("platform"),
            Provides = device.Words("provides", token),
            ClientIdentifier = Text("clientIdentifier"),
            CreatedAt = AccountMapper.Time(device["createdAt"]),
            LastSeenAt = AccountMapper.Time(device["lastSeenAt"]),
            PublicAddress = Text("publicAddress"),
            IsThisClient = isThisClient,
        };
    }
}
