namespace PlexSecurity.Simulator;

/// <summary>The options of an <see cref="AccountSimulator"/>.</summary>
public sealed class AccountSimulatorOptions
{
    /// <summary>The clock for the expiry of pins.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The accounts. The first one claims pins by default. If the list is empty, the server creates one.</summary>
    public IReadOnlyList<SimulatedAccount> Accounts { get; init; } = [];

    /// <summary>The certificate for plex.tv.</summary>
    public CertificateKind Certificate { get; init; } = CertificateKind.Valid;

    /// <summary>The user name and password that the proxy requires; null for none.</summary>
    public (string User, string Password)? ProxyCredential { get; init; }

    /// <summary>Stand-in servers that the proxy also connects to, by any loopback or plex.direct name.</summary>
    public IReadOnlyList<Uri> AlsoTunnelTo { get; init; } = [];

    /// <summary>Whether POST /simulator/… controls the server over HTTP, for tests in another process.</summary>
    public bool ControlEndpoint { get; init; }
}
