using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlexSecurity.Simulator;

/// <summary>A stand-in Plex Media Server on loopback.</summary>
/// <remarks>README.md of this project lists its sources. It is not a Plex Media Server.</remarks>
public sealed class PlexSimulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConnectionCounter _connections = new();
    private readonly RequestLog _log;
    private SimulatorHost? _host;

    private PlexSimulator(SimulatorOptions options)
    {
        TimeProvider = options.TimeProvider;
        Version = options.Version;
        MachineIdentifier = options.MachineIdentifier ?? RandomNumberGenerator.GetHexString(40, lowercase: true);
        FriendlyName = options.FriendlyName;
        Claimed = options.Claimed;
        PathBase = options.PathBase;
        RequireSecureConnections = options.RequireSecureConnections;
        Shape = options.Shape;
        ServerCertificate = Certificates.ForServer(options.Certificate, options.ExtraCertificateNames);
        Tokens = new TokenStore(options.TimeProvider, options.AdminToken, options.KeepHistory);
        Sources = new SourceCatalog(Tokens.MintForeign);
        SupportsResources = ServerVersion.SupportsResources(Version);
        _log = new RequestLog(options.KeepHistory);
    }

    /// <summary>The address for HTTP, path base included.</summary>
    public Uri HttpUri => _host?.HttpUri ?? throw new InvalidOperationException("This server does not listen for HTTP.");

    /// <summary>The address for HTTPS, path base included.</summary>
    public Uri HttpsUri => _host?.HttpsUri ?? throw new InvalidOperationException("This server does not listen for HTTPS.");

    /// <summary>The certificate for HTTPS. Every server in the process shares it: do not dispose of it.</summary>
    public X509Certificate2 ServerCertificate { get; }

    /// <summary>The authority of the server certificates, also shared.</summary>
    public X509Certificate2 AuthorityCertificate { get; } = Certificates.Authority;

    /// <summary>The server's identifier.</summary>
    public string MachineIdentifier { get; }

    /// <summary>The server's name.</summary>
    public string FriendlyName { get; }

    /// <summary>The server's version.</summary>
    public string Version { get; }

    /// <summary>The account token of the owner.</summary>
    public string AdminToken => Tokens.Admin;

    /// <summary>The account token of a user with shared access, without admin rights.</summary>
    public string SharedToken => Tokens.Shared;

    /// <summary>Every transient token ever issued, including access tokens of sources.</summary>
    public IReadOnlyCollection<string> TransientTokens => Tokens.Issued;

    /// <summary>The requests so far, oldest first; a snapshot.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Requests;

    /// <summary>The number of open TCP connections, on both ports.</summary>
    public int OpenConnections => _connections.Open;

    /// <summary>The number of TCP connections ever accepted, on both ports.</summary>
    public int TotalConnections => _connections.Total;

    /// <summary>The highest number of TCP connections open at once, on both ports.</summary>
    public int PeakConnections => _connections.Peak;

    /// <summary>The planned faults.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The sources in /security/resources.</summary>
    public SourceCatalog Sources { get; }

    /// <summary>The form of the responses.</summary>
    public ResponseShape Shape { get; set; }

    /// <summary>The providers in /media/providers.</summary>
    public IReadOnlyList<SimulatedProvider> Providers { get; set; } =
        [new("com.plexapp.plugins.library", "Library"), new("tv.plex.provider.podcasts", "Podcasts")];

    /// <summary>The resources in /api/v2/resources; by default this server and a player.</summary>
    public IReadOnlyList<SimulatedAccountResource> AccountResources { get; set; } = [];

    internal TimeProvider TimeProvider { get; }

    internal TokenStore Tokens { get; }

    internal string PathBase { get; }

    internal RequestLog Log => _log;

    internal bool Claimed { get; }

    internal bool RequireSecureConnections { get; }

    internal bool SupportsResources { get; }

    /// <summary>Starts a server. It accepts requests when the task completes.</summary>
    public static async Task<PlexSimulator> StartAsync(SimulatorOptions? options = null, CancellationToken ct = default)
    {
        options ??= new SimulatorOptions();
        var server = new PlexSimulator(options);
        var pipeline = new RequestPipeline(
            server._log, server.Faults, server.TimeProvider,
            (path, request) => Endpoint.Respond(new Call(server, path, request)), server._stopping.Token)
        {
            PathBase = server.PathBase,
            RequireSecureConnections = server.RequireSecureConnections,
            Control = options.ControlEndpoint ? new ServerControl(server) : null,
        };
        server._host = await SimulatorHost.StartAsync(
            options, server.ServerCertificate, server._connections, pipeline.HandleAsync, proxy: null, ct).ConfigureAwait(false);
        server.AccountResources = server.DefaultAccountResources();
        return server;
    }

    /// <summary>This server as a source for its own or another catalog: its addresses and a transient token valid here.</summary>
    public SimulatedSource AsSource(bool admin = true) => new()
    {
        Source = $"server://{MachineIdentifier}",
        Name = FriendlyName,
        AccessToken = IssueTransientToken(admin),
        Connections = OwnConnections(),
    };

    /// <summary>Creates a transient token valid here, without a request.</summary>
    public string IssueTransientToken(bool admin = true) => Tokens.Mint(admin ? AccessLevel.Admin : AccessLevel.Shared);

    /// <summary>Returns the first matching request as soon as it is received, before any response.</summary>
    /// <exception cref="TimeoutException">No matching request came in time.</exception>
    public Task<RecordedRequest> WaitForRequestAsync(Func<RecordedRequest, bool> predicate, TimeSpan timeout) =>
        _log.WaitForAsync(predicate, timeout);

    /// <summary>Waits until every request has a response or is aborted.</summary>
    /// <exception cref="TimeoutException">Some requests are still in flight.</exception>
    public Task WaitForNoRequestInFlightAsync(TimeSpan timeout) => _log.WaitForNoneInFlightAsync(timeout);

    /// <summary>Waits until the number of open connections matches.</summary>
    /// <exception cref="TimeoutException">It did not match in time.</exception>
    public Task WaitForOpenConnectionsAsync(Func<int, bool> predicate, TimeSpan timeout) =>
        _connections.WaitAsync(predicate, timeout);

    /// <summary>Empties <see cref="Requests"/>.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Simulates a restart: every transient token becomes invalid. Connections stay open.</summary>
    public void Restart() => Tokens.DestroyTransient();

    /// <summary>Aborts every request and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_host is not null) await _host.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>The HTTPS address with the plex.direct name of 127.0.0.1.</summary>
    /// <param name="hash">As in <c>*.hash.plex.direct</c> of <see cref="SimulatorOptions.ExtraCertificateNames"/>.</param>
    public SimulatedConnection PlexDirectConnection(string hash) => new(
        Uri.UriSchemeHttps, "127.0.0.1", $"https://127-0-0-1.{hash}.plex.direct:{HttpsUri.Port}", HttpsUri.Port, Local: true);

    internal SimulatedConnection[] OwnConnections() =>
        [.. new[] { _host?.HttpsUri, _host?.HttpUri }.OfType<Uri>().Select(uri => SimulatedConnection.To(uri))];

    private SimulatedAccountResource[] DefaultAccountResources() =>
    [
        new()
        {
            Name = FriendlyName,
            ClientIdentifier = MachineIdentifier,
            ProductVersion = Version,
            AccessToken = AdminToken,
            Connections = OwnConnections(),
        },
        new()
        {
            Name = "Living room",
            ClientIdentifier = "living-room-player",
            Product = "Plex for a television",
            ProductVersion = "10.2.0",
            Provides = "client,player",
        },
    ];
}
