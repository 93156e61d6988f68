using PlexSecurity.Http;
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity;

/// <summary>
/// A thread-safe client for the security API of a Plex Media Server. The token is sent in a header, and only to a machine that
/// has identified itself as the expected Plex server in response to <c>GET /identity</c> without the token. The identity is
/// verified again after 30 seconds without a response and after a lost connection.
/// </summary>
/// <remarks>
/// A failed call throws <see cref="PlexException"/>. A call that the caller cancels throws
/// <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed class PlexServerClient : IDisposable
{
    private readonly PlexServerClient _owner;
    private readonly PlexTransport _transport;
    private readonly IdentityGate _gate;
    private Action<PlexAttempt>? _observer;
    private readonly Func<DateTimeOffset> _now;
    private volatile string? _name;

    /// <summary>Initializes a client. No request is sent.</summary>
    /// <param name="server">The address of the server, http or https, with the path that a reverse proxy may require.</param>
    /// <param name="token">An account token or a transient token.</param>
    /// <param name="options">How requests are sent; null for the defaults.</param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidUri"/>: the server or proxy address is not valid; <see cref="PlexError.InvalidThumbprint"/>;
    /// <see cref="PlexError.UnencryptedConnection"/>: http to a public address, or through a public proxy, without
    /// <see cref="PlexClientOptions.AllowUnencryptedAuthentication"/>, or http with a pinned certificate.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PlexServerClient(Uri server, PlexToken token, PlexClientOptions? options = null)
    {
        if (server is null)
            throw new ArgumentNullException(nameof(server));
        if (token is null)
            throw new ArgumentNullException(nameof(token));

        Options = options ?? new PlexClientOptions();
        TransportOptions transport = Options.ToTransport();
        Server = ServerAddress.Parse(
            server.IsAbsoluteUri ? server.AbsoluteUri : server.OriginalString,
            secure: transport.Channel.Thumbprint is not null);
        transport.Channel.Require(Server);
        _owner = this;
        _observer = Options.OnAttempt;
        _now = () => transport.Clock.UtcNow;
        _gate = new IdentityGate(Options.ExpectedMachineIdentifier, Server, transport.Clock);
        _transport = new PlexTransport(Server, token, transport, _gate);
    }

    /// <summary>The address of the server. It ends with a slash.</summary>
    public Uri Server { get; }

    /// <summary>The name of the server from the last <see cref="GetServerInfoAsync"/>; before, the host.</summary>
    public string Name => _owner._name ?? Server.Host;

    /// <summary>
    /// The SHA-256 thumbprint of the only accepted certificate: the pinned one, or with
    /// <see cref="PlexClientOptions.SkipCertificateCheck"/> the first one; null if the system validates certificates.
    /// </summary>
    public string? CertificateThumbprint => _transport.CertificateThumbprint;

    /// <summary>Whether the token in use is an account token or a transient token; null after <see cref="Dispose"/>.</summary>
    public PlexTokenKind? TokenKind => Token?.Kind;

    /// <summary>The token in use; null after <see cref="Dispose"/>.</summary>
    internal PlexToken? Token => _transport.Token;

    internal PlexClientOptions Options { get; }

    /// <summary>Gets the identity of the server: <c>GET /identity</c>, without the token.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.WrongServer"/>, or a failure of the connection or the response.
    /// </exception>
    public Task<PlexIdentity> GetIdentityAsync(CancellationToken ct = default) => _transport.IdentifyAsync(_observer, ct);

    /// <summary>Checks the token and gets the name of the server: <c>GET /</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The name, the identifier and the version.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<PlexServerInfo> GetServerInfoAsync(CancellationToken ct = default)
    {
        PlexResponse response = await SendAsync(PlexRequest.ServerInfo(), ct).ConfigureAwait(false);
        PlexServerInfo info = response.Map(ResponseMapper.ServerInfo);
        if (info.MachineIdentifier is string identifier)
            _gate.Verify(
                new PlexIdentity(identifier, info.Version ?? _gate.Identity?.Version, _gate.Identity?.Claimed),
                response.Attempts);
        _owner._name = info.Name;
        return info;
    }

    /// <summary>
    /// Gets a transient token with the rights of the token of this client: <c>POST /security/token</c>. It is valid for up to 48
    /// hours, expires when the server restarts, and cannot be revoked.
    /// </summary>
    /// <param name="type">The type. Plex documents one value.</param>
    /// <param name="scope">The scope. Plex documents one value.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The token and its timestamps.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.Forbidden"/> if the token of this client is transient, and the other failures of a request.
    /// </exception>
    public async Task<PlexTransientToken> GetTransientTokenAsync(
        PlexTokenType type = PlexTokenType.Delegation,
        PlexTokenScope scope = PlexTokenScope.All,
        CancellationToken ct = default)
    {
        PlexResponse response = await SendAsync(PlexRequest.TransientToken(type, scope), ct).ConfigureAwait(false);
        return new PlexTransientToken(response.Map(ResponseMapper.Token).ToSecureString(), _now)
        {
            Type = type,
            Scope = scope,
            Server = Name,
            Uri = Server,
            MachineIdentifier = _gate.Identity!.MachineIdentifier,
            CertificateThumbprint = CertificateThumbprint,
        };
    }

    /// <summary>
    /// Gets the addresses and the token of a source that the server knows: <c>GET /security/resources</c>, supported by Plex
    /// Media Server 1.15.4 and later. It requires an administrator token, or a transient token created with one.
    /// </summary>
    /// <param name="source">The source: <c>server://…</c>, <c>provider://…</c>, or the identifier of a server.</param>
    /// <param name="refresh">Whether the server updates its information instead of using its cache.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The connection information.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidSource"/>, <see cref="PlexError.NotFound"/>, <see cref="PlexError.ServerTooOld"/> and the
    /// other failures of a request.
    /// </exception>
    public async Task<PlexSourceConnection> GetSourceConnectionInformationAsync(
        string source,
        bool refresh = false,
        CancellationToken ct = default)
    {
        SourceIdentifier identifier = SourceIdentifier.Parse(source);
        PlexResponse response = await SendAsync(PlexRequest.SourceConnection(identifier, refresh), ct).ConfigureAwait(false);
        return response.Map(root => ResponseMapper.Source(root, identifier, Name, _now().ToLocalTime()));
    }

    /// <summary>Gets the providers of the server: <c>GET /media/providers</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The providers. Providers without a valid identifier are omitted.</returns>
    /// <exception cref="PlexException">The failures of a request.</exception>
    public async Task<IReadOnlyList<PlexSource>> GetMediaProvidersAsync(CancellationToken ct = default) =>
        (await ListMediaProvidersAsync(ct).ConfigureAwait(false)).Items;

    /// <summary>Replaces the token with a transient token. The client then holds only the transient token.</summary>
    /// <param name="ct">Cancels the request. The token is then not replaced.</param>
    /// <returns>A task that completes when the transient token is in use.</returns>
    /// <exception cref="PlexException">
    /// The failures of <see cref="GetTransientTokenAsync"/>. The token is then not replaced.
    /// </exception>
    public async Task ExchangeForTransientTokenAsync(CancellationToken ct = default)
    {
        PlexRequest request = PlexRequest.TransientToken(PlexTokenType.Delegation, PlexTokenScope.All);
        PlexResponse response = await SendAsync(request, ct).ConfigureAwait(false);
        _transport.ReplaceToken(response.Map(ResponseMapper.Token));
    }

    /// <summary>Cancels the pending requests and drops the token. No more requests are sent.</summary>
    public void Dispose() => _transport.Dispose();

    /// <summary>A client with the same session and another observer.</summary>
    internal PlexServerClient WithObserver(Action<PlexAttempt>? observer)
    {
        var view = (PlexServerClient)MemberwiseClone();
        view._observer = observer;
        return view;
    }

    /// <summary>Gets the providers and the number of omitted ones.</summary>
    internal async Task<ResponseList<PlexSource>> ListMediaProvidersAsync(CancellationToken ct)
    {
        PlexResponse response = await SendAsync(PlexRequest.MediaProviders(), ct).ConfigureAwait(false);
        return response.Map(root => ResponseMapper.Providers(root, Name));
    }

    private Task<PlexResponse> SendAsync(PlexRequest request, CancellationToken ct) =>
        _transport.SendAsync(request, _observer, ct);
}
