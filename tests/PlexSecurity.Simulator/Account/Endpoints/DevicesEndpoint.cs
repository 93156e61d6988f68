using System.Globalization;

namespace PlexSecurity.Simulator;

/// <summary>GET /devices.xml: the devices of the account, each with its token. Always XML.</summary>
internal static class DevicesEndpoint
{
    private static readonly XmlRenderer Renderer = new(ResponseShape.Default);

    public static SimulatedResponse Respond(AccountCall call, SimulatedAccount account) => new(
        StatusCodes.Status200OK,
        SimulatedResponse.Xml,
        Renderer.Render(new PlexElement("MediaContainer")
            .With("publicAddress", "203.0.113.7")
            .With(account.Devices.Select(Describe))));

    private static PlexElement Describe(SimulatedDevice device) => new PlexElement("Device")
        .With("name", device.Name)
        .With("publicAddress", device.PublicAddress)
        .With("product", device.Product)
        .With("productVersion", device.ProductVersion)
        .With("platform", device.Platform)
        .With("platformVersion", device.PlatformVersion)
        .With("device", device.Device)
        .With("model", device.Model)
        .With("vendor", device.Vendor)
        .With("provides", device.Provides)
        .With("clientIdentifier", device.ClientIdentifier)
        .With("version", device.ProductVersion)
        .With("id", device.Id.ToString(CultureInfo.InvariantCulture))
        .With("token", device.Token)
        .With("createdAt", Seconds(device.CreatedAt))
        .With("lastSeenAt", Seconds(device.LastSeenAt))
        .With("screenResolution", "")
        .With("screenDensity", "")
        .With(device.Connections.Select(uri => new PlexElement("Connection").With("uri", uri)));

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
