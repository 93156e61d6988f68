namespace PlexSecurity.Simulator;

/// <summary>Unreachable addresses of the kinds that plex.tv lists, for the connections of a resource.</summary>
/// <remarks>These addresses are not on this machine. Do not connect to them, except through a proxy that refuses.</remarks>
public static class OddAddresses
{
    private const string Hash = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    /// <summary>An address in a container network, marked as local.</summary>
    public static SimulatedConnection DockerInternal { get; } =
        new("https", "172.17.0.2", $"https://172-17-0-2.{Hash}.plex.direct:32400", 32400, Local: true);

    /// <summary>A relay.</summary>
    public static SimulatedConnection Relay { get; } =
        new("https", "198.51.100.9", $"https://198-51-100-9.{Hash}.plex.direct:8443", 8443, Relay: true);

    /// <summary>A custom domain of the owner.</summary>
    public static SimulatedConnection CustomDomain { get; } =
        new("https", "media.example.org", "https://media.example.org:443", 443);

    /// <summary>An IPv6 address.</summary>
    public static SimulatedConnection IPv6 { get; } =
        new("https", "2001:db8::7", $"https://2001-db8-0-0-0-0-0-7.{Hash}.plex.direct:32400", 32400);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SimulatedConnection> All { get; } = [DockerInternal, CustomDomain, IPv6, Relay];
}
