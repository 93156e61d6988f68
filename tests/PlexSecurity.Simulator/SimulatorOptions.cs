using System.Net;

namespace PlexSecurity.Simulator;

/// <summary>The options of a <see cref="PlexSimulator"/>.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The clock for the 48 hours of a transient token.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The version in /identity; versions before 1.15.4 have no /security/resources.</summary>
    public string Version { get; init; } = "1.43.4.10903-5f2c7d1e8";

    /// <summary>The server's identifier; null for 40 random hexadecimal digits.</summary>
    public string? MachineIdentifier { get; init; }

    /// <summary>The server's name.</summary>
    public string FriendlyName { get; init; } = "Attic";

    /// <summary>The path before every endpoint, as behind a reverse proxy, such as "/plex"; empty for none.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Whether the server listens for HTTP.</summary>
    public bool Http { get; init; } = true;

    /// <summary>Whether the server listens for HTTPS.</summary>
    public bool Https { get; init; } = true;

    /// <summary>The port for HTTP; null for any free port.</summary>
    public int? HttpPort { get; init; }

    /// <summary>The port for HTTPS; null for any free port.</summary>
    public int? HttpsPort { get; init; }

    // Only the simulated plex.tv has a proxy.
    internal int? ProxyPort { get; init; }

    /// <summary>The loopback address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The certificate for HTTPS.</summary>
    public CertificateKind Certificate { get; init; } = CertificateKind.Valid;

    /// <summary>More names for the certificate, such as <c>*.0123abcd.plex.direct</c>.</summary>
    public IReadOnlyList<string> ExtraCertificateNames { get; init; } = [];

    /// <summary>The form of the responses. <see cref="PlexSimulator.Shape"/> can change it later.</summary>
    public ResponseShape Shape { get; init; } = ResponseShape.Default;

    /// <summary>The account token with admin rights; null for 20 random characters.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Whether the server belongs to an account, according to /identity.</summary>
    public bool Claimed { get; init; } = true;

    /// <summary>Whether the server closes plain HTTP connections without a response.</summary>
    public bool RequireSecureConnections { get; init; }

    /// <summary>Whether to keep the requests and the issued tokens. Off, memory stays flat in long measurements.</summary>
    public bool KeepHistory { get; init; } = true;

    /// <summary>Whether POST /simulator/… controls the server, for tests in another process.</summary>
    public bool ControlEndpoint { get; init; }
}
