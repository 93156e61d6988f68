namespace PlexSecurity.Simulator;

/// <summary>How an <see cref="AccountSimulator"/> is set up.</summary>
public sealed class AccountSimulatorOptions
{
    /// <summary>The clock that pins expire on.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The accounts; the first is the one that claims a pin unless another is named. None: one is made.</summary>
    public IReadOnlyList<SimulatedAccount> Accounts { get; init; } = [];

    /// <summary>The certificate shown for plex.tv.</summary>
    public CertificateKind Certificate { get; init; } = CertificateKind.Valid;

    /// <summary>The user name and password that the proxy asks for; null: none.</summary>
    public (string User, string Password)? ProxyCredential { get; init; }

    /// <summary>Stand-in servers that the proxy leads to as well, by any name of loopback or of plex.direct for it.</summary>
    public IReadOnlyList<Uri> AlsoTunnelTo { get; init; } = [];

    /// <summary>Whether POST /simulator/… steers the server, over HTTP, for tests in another process.</summary>
    public bool ControlEndpoint { get; init; }
}
