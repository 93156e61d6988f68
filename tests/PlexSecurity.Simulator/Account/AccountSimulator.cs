using System.Security.Cryptography.X509Certificates;

namespace PlexSecurity.Simulator;

/// <summary>A stand-in for plex.tv on loopback, reached through its own CONNECT proxy.</summary>
/// <remarks>README.md of this project lists its sources. It is not plex.tv and never contacts plex.tv.</remarks>
public sealed class AccountSimulator : IAsyncDisposable
{
    internal static readonly string[] Hosts = ["plex.tv", "clients.plex.tv", "app.plex.tv"];

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConnectionCounter _connections = new();
    private SimulatorHost? _host;
    private readonly Lock _claimLock = new();
    private int _claims;

    private AccountSimulator(AccountSimulatorOptions options)
    {
        TimeProvider = options.TimeProvider;
        Accounts = options.Accounts.Count > 0 ? options.Accounts : [new SimulatedAccount(clock: options.TimeProvider)];
        PinStore = new PinStore(options.TimeProvider);
        ProxyCredential = options.ProxyCredential;
        ServerCertificate = Certificates.ForServer(
            options.Certificate, options.Certificate == CertificateKind.WrongName ? [] : Hosts);
    }

    /// <summary>The address of the proxy.</summary>
    public Uri ProxyUri => _host!.ProxyUri!;

    /// <summary>The HTTPS address for direct connections, with the host name localhost.</summary>
    public Uri HttpsUri => _host!.HttpsUri!;

    /// <summary>The address of the control endpoint, POST /simulator/…; null if it is off.</summary>
    public Uri? ControlUri => _host!.HttpUri;

    /// <summary>The certificate for plex.tv. Every server in the process shares it: do not dispose of it.</summary>
    public X509Certificate2 ServerCertificate { get; }

    /// <summary>The authority of the certificate, also shared.</summary>
    public X509Certificate2 AuthorityCertificate { get; } = Certificates.Authority;

    /// <summary>The accounts.</summary>
    public IReadOnlyList<SimulatedAccount> Accounts { get; }

    /// <summary>The first account.</summary>
    public SimulatedAccount Account => Accounts[0];

    /// <summary>The pins so far, oldest first; a snapshot.</summary>
    public IReadOnlyList<SimulatedPin> Pins => PinStore.All;

    /// <summary>The number of the next pins that <see cref="Account"/> claims as soon as they exist.</summary>
    public int Claims
    {
        get { lock (_claimLock) return _claims; }
        set { lock (_claimLock) _claims = value; }
    }

    /// <summary>The response for an expired pin.</summary>
    public ExpiredPinResponse ExpiredPins { get; set; }

    /// <summary>The status for a revoked token: 401 or 422.</summary>
    public int RevokedTokenStatus { get; set; } = StatusCodes.Status401Unauthorized;

    /// <summary>The user name and password required by the proxy; null for none.</summary>
    public (string User, string Password)? ProxyCredential { get; set; }

    /// <summary>The requests so far, oldest first; a snapshot.</summary>
    public IReadOnlyList<RecordedRequest> Requests => Log.Requests;

    /// <summary>The requests to the proxy so far, oldest first; a snapshot.</summary>
    public IReadOnlyList<RecordedTunnel> Tunnels => TunnelLog.All;

    /// <summary>The planned faults.</summary>
    public FaultPlan Faults { get; } = new();

    internal TimeProvider TimeProvider { get; }

    internal PinStore PinStore { get; }

    internal RequestLog Log { get; } = new(keep: true);

    internal TunnelLog TunnelLog { get; } = new();

    /// <summary>Starts the server. It accepts requests when the task completes.</summary>
    public static async Task<AccountSimulator> StartAsync(AccountSimulatorOptions? options = null, CancellationToken ct = default)
    {
        options ??= new AccountSimulatorOptions();
        var simulator = new AccountSimulator(options);
        var pipeline = new RequestPipeline(
            simulator.Log, simulator.Faults, options.TimeProvider,
            (path, request) => AccountEndpoint.Respond(new AccountCall(simulator, path, request)), simulator._stopping.Token)
        {
            RequireSecureConnections = true,
            Control = options.ControlEndpoint ? new AccountControl(simulator) : null,
        };
        var proxy = new ConnectProxy(
            target => simulator.Find(target, options.AlsoTunnelTo), () => simulator.ProxyCredential, simulator.TunnelLog,
            simulator._stopping.Token);
        simulator._host = await SimulatorHost.StartAsync(
            new SimulatorOptions { Http = options.ControlEndpoint }, simulator.ServerCertificate, simulator._connections,
            pipeline.HandleAsync, proxy.HandleAsync, ct).ConfigureAwait(false);
        return simulator;
    }

    /// <summary>Signs in with a code, as a person does, so that the pin gets a token.</summary>
    /// <param name="code">The code.</param>
    /// <param name="account">The account that signs in; null for the first account.</param>
    /// <param name="typed">Whether the code is typed at plex.tv/link, which rejects strong codes.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ArgumentException">There is no such pin, it has expired, or it cannot be typed.</exception>
    public string ClaimPin(string code, SimulatedAccount? account = null, bool typed = false) => PinStore.Change(code, pin =>
    {
        if (PinStore.IsExpired(pin)) throw new ArgumentException("The pin has expired.", nameof(code));
        if (typed && pin.Strong) throw new ArgumentException("A strong code cannot be typed.", nameof(code));
        DateTimeOffset now = TimeProvider.GetUtcNow();
        SimulatedDevice device = (account ?? Account).AddDevice(pin.Device with { CreatedAt = now, LastSeenAt = now });
        return pin with { AuthToken = device.Token };
    }).AuthToken!;

    /// <summary>Creates a pin, and claims it if <see cref="Claims"/> asks for it.</summary>
    internal SimulatedPin CreatePin(bool strong, SimulatedDevice device)
    {
        SimulatedPin pin = PinStore.Create(strong, device);
        lock (_claimLock)
        {
            if (_claims <= 0) return pin;
            _claims--;
        }

        ClaimPin(pin.Code);
        return pin;
    }

    /// <summary>Expires a pin now.</summary>
    /// <exception cref="ArgumentException">There is no such pin.</exception>
    public void ExpirePin(string code) => PinStore.Change(code, pin => pin with { ExpiresAt = TimeProvider.GetUtcNow() });

    /// <summary>Removes a pin: plex.tv returns 404 from then on.</summary>
    /// <exception cref="ArgumentException">There is no such pin.</exception>
    public void RemovePin(string code) => PinStore.Change(code, _ => null);

    /// <summary>Writes the authority certificate to a PEM file for SSL_CERT_FILE. Only the owner can read the file.</summary>
    /// <returns>The path of the file.</returns>
    public string ExportAuthority(string folder)
    {
        string path = Path.Combine(Path.GetFullPath(folder), "stand-in-authority.pem");
        PrivateFile.Write(path, AuthorityCertificate.ExportCertificatePem() + "\n");
        return path;
    }

    /// <summary>Returns the first matching request, on receipt or, if the predicate reads the status, on response.</summary>
    /// <exception cref="TimeoutException">No matching request came in time.</exception>
    public Task<RecordedRequest> WaitForRequestAsync(Func<RecordedRequest, bool> predicate, TimeSpan timeout) =>
        Log.WaitForAsync(predicate, timeout);

    /// <summary>Empties <see cref="Requests"/> and <see cref="Tunnels"/>.</summary>
    public void ClearRequests()
    {
        Log.Clear();
        TunnelLog.Clear();
    }

    /// <summary>Ends every request and tunnel and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_host is not null) await _host.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    // For every requested name, the target is a port of this machine.
    private int? Find(string target, IReadOnlyList<Uri> others)
    {
        if (Hosts.Any(host => target == $"{host}:443")) return HttpsUri.Port;
        return Uri.TryCreate($"https://{target}", UriKind.Absolute, out Uri? uri) && IsThisMachine(uri)
            ? others.FirstOrDefault(other => other.Port == uri.Port)?.Port
            : null;
    }

    private static bool IsThisMachine(Uri uri) => uri.IsLoopback
        || (uri.IdnHost.StartsWith("127-0-0-1.", StringComparison.Ordinal)
            && uri.IdnHost.EndsWith(".plex.direct", StringComparison.Ordinal));
}
