using System.Text.Json.Nodes;

namespace PlexSecurity.Simulator;

/// <summary>GET /api/v2/resources: the servers and other devices of an account, in plex.tv's form.</summary>
internal static class AccountResourcesEndpoint
{
    /// <summary>Lists relays and IPv6 addresses only if the query requests them.</summary>
    public static SimulatedResponse Respond(AccountCall call, SimulatedAccount account) => call.Respond("resources", Describe(
        account.Resources, connection =>
            (connection.Relay != true || call.Query("includeRelay") == "1") &&
            (!IsIPv6(connection) || call.Query("includeIPv6") == "1")));

    /// <summary>The response of a media server that plays plex.tv, for account tokens only.</summary>
    public static SimulatedResponse Respond(Call call) => call.Caller.IsTransient
        ? SimulatedResponse.Error(StatusCodes.Status401Unauthorized)
        : AccountResponse.Of(
            call.WantsJson ? SimulatedResponse.Json : SimulatedResponse.Xml, StatusCodes.Status200OK, "resources",
            Describe(call.Server.AccountResources, _ => true));

    private static JsonArray Describe(IEnumerable<SimulatedAccountResource> resources, Func<SimulatedConnection, bool> listed) =>
        [.. resources.Select(resource => Describe(resource, resource.Connections.Where(listed)))];

    private static JsonObject Describe(SimulatedAccountResource resource, IEnumerable<SimulatedConnection> connections) => new()
    {
        ["name"] = resource.Name,
        ["product"] = resource.Product,
        ["productVersion"] = resource.ProductVersion,
        ["platform"] = resource.Platform,
        ["platformVersion"] = resource.PlatformVersion,
        ["device"] = resource.Device,
        ["clientIdentifier"] = resource.ClientIdentifier,
        ["createdAt"] = PinEndpoint.Time(resource.CreatedAt),
        ["lastSeenAt"] = PinEndpoint.Time(resource.LastSeenAt),
        ["provides"] = resource.Provides,
        ["ownerId"] = resource.OwnerId,
        ["sourceTitle"] = resource.SourceTitle,
        ["publicAddress"] = resource.PublicAddress,
        ["accessToken"] = resource.AccessToken,
        ["owned"] = resource.Owned,
        ["home"] = resource.Home,
        ["synced"] = resource.Synced,
        ["relay"] = connections.Any(connection => connection.Relay == true),
        ["presence"] = resource.Presence,
        ["httpsRequired"] = resource.HttpsRequired,
        ["publicAddressMatches"] = resource.PublicAddressMatches,
        ["dnsRebindingProtection"] = resource.DnsRebindingProtection,
        ["natLoopbackSupported"] = resource.NatLoopbackSupported,
        ["connections"] = new JsonArray([.. connections.Select(Describe)]),
    };

    private static JsonObject Describe(SimulatedConnection connection) => new()
    {
        ["protocol"] = connection.Protocol,
        ["address"] = connection.Address,
        ["port"] = connection.Port,
        ["uri"] = connection.Uri,
        ["local"] = connection.Local,
        ["relay"] = connection.Relay,
        ["IPv6"] = IsIPv6(connection),
    };

    private static bool IsIPv6(SimulatedConnection connection) =>
        connection.Address?.Contains(':', StringComparison.Ordinal) == true;
}
