using System.Net;

namespace PlexSecurity.Simulator;

/// <summary>How a <see cref="PlexSimulator"/> is set up.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The clock that the 48 hours of a transient token run on.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The version told by /identity; below 1.15.4 there is no /security/resources.</summary>
    public string Version { get; init; } = "1.43.4.10903-5f2c7d1e8";

    /// <summary>The server's identifier; 40 random hexadecimal digits when null.</summary>
    public string? MachineIdentifier { get; init; }

    /// <summary>The server's name.</summary>
    public string FriendlyName { get; init; } = "Attic";

    /// <summary>A path before every endpoint, as behind a reverse proxy: "/plex". Empty: none.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Whether the server listens for HTTP.</summary>
    public bool Http { get; init; } = true;

    /// <summary>Whether the server listens for HTTPS.</summary>
    public bool Https { get; init; } = true;

    /// <summary>The port for HTTP; any free one when null.</summary>
    public int? HttpPort { get; init; }

    /// <summary>The port for HTTPS; any free one when null.</summary>
    public int? HttpsPort { get; init; }

    // Only the simulated plex.tv has a proxy.
    internal int? ProxyPort { get; init; }

    /// <summary>The loopback address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The certificate shown over HTTPS.</summary>
    public CertificateKind Certificate { get; init; } = CertificateKind.Valid;

    /// <summary>Names that the certificate is for as well, such as <c>*.0123abcd.plex.direct</c>.</summary>
    public IReadOnlyList<string> ExtraCertificateNames { get; init; } = [];

    /// <summary>The form of the answers; can be changed later by <see cref="PlexSimulator.Shape"/>.</summary>
    public AnswerShape Shape { get; init; } = AnswerShape.Default;

    /// <summary>The account token with admin rights; 20 random characters when null.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Whether /identity says that the server belongs to an account.</summary>
    public bool Claimed { get; init; } = true;

    /// <summary>Whether plain HTTP is dropped without a response.</summary>
    public bool RequireSecureConnections { get; init; }

    /// <summary>Whether requests and issued tokens are remembered. Off for long measurements: memory then stays flat.</summary>
    public bool KeepHistory { get; init; } = true;

    /// <summary>Whether POST /simulator/… steers the server, for tests in another process.</summary>
    public bool ControlEndpoint { get; init; }
}
