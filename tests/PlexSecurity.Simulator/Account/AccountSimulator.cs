using System.Security.Cryptography.X509Certificates;

namespace PlexSecurity.Simulator;

/// <summary>A stand-in for plex.tv on loopback, reached through its own CONNECT proxy.</summary>
/// <remarks>What it follows is in README.md beside the project; it is not plex.tv and never asks that.</remarks>
public sealed class AccountSimulator : IAsyncDisposable
{
    internal static readonly string[] Hosts = ["plex.tv", "clients.plex.tv", "app.plex.tv"];

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConnectionCounter _connections = new();
    private SimulatorHost? _host;

    private AccountSimulator(AccountSimulatorOptions options)
    {
        TimeProvider = options.TimeProvider;
        Accounts = options.Accounts.Count > 0 ? options.Accounts : [new SimulatedAccount(clock: options.TimeProvider)];
        PinStore = new PinStore(options.TimeProvider);
        ProxyCredential = options.ProxyCredential;
        ServerCertificate = Certificates.ForServer(
            options.Certificate, options.Certificate == CertificateKind.WrongName ? [] : Hosts);
    }

    /// <summary>The proxy that leads to it.</summary>
    public Uri ProxyUri => _host!.ProxyUri!;

    /// <summary>The address without the proxy, by the name localhost.</summary>
    public Uri HttpsUri => _host!.HttpsUri!;

    /// <summary>Where POST /simulator/… is; null unless it was asked for.</summary>
    public Uri? ControlUri => _host!.HttpUri;

    /// <summary>The certificate shown for plex.tv. Shared by every server of the process: not to be disposed.</summary>
    public X509Certificate2 ServerCertificate { get; }

    /// <summary>The authority that signed it. Shared like it.</summary>
    public X509Certificate2 AuthorityCertificate { get; } = Certificates.Authority;

    /// <summary>The accounts.</summary>
    public IReadOnlyList<SimulatedAccount> Accounts { get; }

    /// <summary>The first account.</summary>
    public SimulatedAccount Account => Accounts[0];

    /// <summary>The pins so far, oldest first; a snapshot.</summary>
    public IReadOnlyList<SimulatedPin> Pins => PinStore.All;

    /// <summary>What is said of an expired pin.</summary>
    public ExpiredPinAnswer ExpiredPins { get; set; }

    /// <summary>The status for a token that was good once: 401 or 422.</summary>
    public int EndedTokenStatus { get; set; } = StatusCodes.Status401Unauthorized;

    /// <summary>The user name and password that the proxy asks for; null: none.</summary>
    public (string User, string Password)? ProxyCredential { get; set; }

    /// <summary>The requests so far, oldest first; a snapshot.</summary>
    public IReadOnlyList<RecordedRequest> Requests => Log.Requests;

    /// <summary>What the proxy was asked for so far, oldest first; a snapshot.</summary>
    public IReadOnlyList<RecordedTunnel> Tunnels => TunnelLog.All;

    /// <summary>The faults to come.</summary>
    public FaultPlan Faults { get; } = new();

    internal TimeProvider TimeProvider { get; }

    internal PinStore PinStore { get; }

    internal RequestLog Log { get; } = new(keep: true);

    internal TunnelLog TunnelLog { get; } = new();

    /// <summary>Starts it; it answers when this returns.</summary>
    public static async Task<AccountSimulator> StartAsync(AccountSimulatorOptions? options = null, CancellationToken ct = default)
    {
        options ??= new AccountSimulatorOptions();
        var simulator = new AccountSimulator(options);
        var pipeline = new RequestPipeline(
            simulator.Log, simulator.Faults, options.TimeProvider,
            (path, request) => AccountEndpoint.Answer(new AccountCall(simulator, path, request)), simulator._stopping.Token)
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

    /// <summary>What a person does with a code: signs in, so that the pin has a token.</summary>
    /// <param name="code">The code.</param>
    /// <param name="account">Who signs in; the first account when null.</param>
    /// <param name="typed">Whether the code is typed at plex.tv/link, where a strong one is not taken.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ArgumentException">There is no such pin, it has expired, or it cannot be typed.</exception>
    public string ClaimPin(string code, SimulatedAccount? account = null, bool typed = false) => PinStore.Change(code, pin =>
    {
        if (PinStore.IsExpired(pin)) throw new ArgumentException("That pin has expired.", nameof(code));
        if (typed && pin.Strong) throw new ArgumentException("A strong code is not taken where codes are typed.", nameof(code));
        DateTimeOffset now = TimeProvider.GetUtcNow();
        SimulatedDevice device = (account ?? Account).AddDevice(pin.Device with { CreatedAt = now, LastSeenAt = now });
        return pin with { AuthToken = device.Token };
    }).AuthToken!;

    /// <summary>Ends the time of a pin now.</summary>
    /// <exception cref="ArgumentException">There is no such pin.</exception>
    public void ExpirePin(string code) => PinStore.Change(code, pin => pin with { ExpiresAt = TimeProvider.GetUtcNow() });

    /// <summary>Makes plex.tv forget a pin: 404 from then on.</summary>
    /// <exception cref="ArgumentException">There is no such pin.</exception>
    public void RemovePin(string code) => PinStore.Change(code, _ => null);

    /// <summary>Writes the authority as a PEM file that only its owner can read, for SSL_CERT_FILE.</summary>
    /// <returns>The path of the file.</returns>
    public string ExportAuthority(string folder)
    {
        string path = Path.Combine(Path.GetFullPath(folder), "stand-in-authority.pem");
        PrivateFile.Write(path, AuthorityCertificate.ExportCertificatePem() + "\n");
        return path;
    }

    /// <summary>Gives the first request that fits, when it is received or, where its status must fit, answered.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
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

    // Every target is a port of this machine, whatever name was asked for.
    private int? Find(string target, IReadOnlyList<Uri> others)
    {
        if (Hosts.Any(host => target == $"{host}:443")) return HttpsUri.Port;
        return Uri.TryCreate($"https://{target}", UriKind.Absolute, out Uri? asked) && IsThisMachine(asked)
            ? others.FirstOrDefault(other => other.Port == asked.Port)?.Port
            : null;
    }

    private static bool IsThisMachine(Uri uri) => uri.IsLoopback
        || (uri.IdnHost.StartsWith("127-0-0-1.", StringComparison.Ordinal)
            && uri.IdnHost.EndsWith(".plex.direct", StringComparison.Ordinal));
}
