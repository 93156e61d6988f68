using PlexSecurity.Http;
using PlexSecurity.Responses;
using PlexSecurity.Security;

namespace PlexSecurity;

/// <summary>
/// A client of one Plex Media Server's security API, safe to use from many threads. The token is sent in a header, and only to
/// the machine that <c>GET /identity</c>, asked without it, has shown to be the Plex server that was meant. That is asked again
/// after 30 seconds without a response and after a lost connection.
/// </summary>
/// <remarks>
/// A failed call throws <see cref="PlexException"/>, a call that the caller cancels <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed class PlexServerClient : IDisposable
{
    private readonly PlexServerClient _owner;
    private readonly PlexTransport _transport;
    private readonly IdentityGate _gate;
    private readonly Action<PlexAttempt>? _observer;
    private readonly Func<DateTimeOffset> _now;
    private volatile string? _name;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="server">The address of the server, http or https, with a path where a reverse proxy needs one.</param>
    /// <param name="token">The token of an account or a device, or a transient one.</param>
    /// <param name="options">How requests are sent; null for the defaults.</param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidUri"/>: of the server or the proxy; <see cref="PlexError.InvalidThumbprint"/>;
    /// <see cref="PlexError.UnencryptedConnection"/>: http to a public address, or through a public proxy, without
    /// <see cref="PlexClientOptions.AllowUnencryptedAuthentication"/>, or http and a pinned certificate.
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

    private PlexServerClient(PlexServerClient owner, Action<PlexAttempt>? observer)
    {
        _owner = owner;
        _observer = observer;
        Options = owner.Options;
        Server = owner.Server;
        _now = owner._now;
        _gate = owner._gate;
        _transport = owner._transport;
    }

    /// <summary>The address of the server; it ends in a slash.</summary>
    public Uri Server { get; }

    /// <summary>The name of the server, as the last <see cref="GetServerInfoAsync"/> gave it; its host before.</summary>
    public string Name => _owner._name ?? Server.Host;

    /// <summary>
    /// The SHA-256 thumbprint of the one certificate that is accepted: the pinned one, or with
    /// <see cref="PlexClientOptions.SkipCertificateCheck"/> the first one seen; null where the system decides.
    /// </summary>
    public string? CertificateThumbprint => _transport.CertificateThumbprint;

    /// <summary>Whether the token in use is an account's or a transient one; null after <see cref="Dispose"/>.</summary>
    public PlexTokenKind? TokenKind => Token?.Kind;

    /// <summary>The token in use; null after <see cref="Dispose"/>.</summary>
    internal PlexToken? Token => _transport.Token;

    internal PlexClientOptions Options { get; }

    /// <summary>Asks the server for its identity: <c>GET /identity</c>, without the token.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.WrongServer"/>, or a failure of the connection or the response.
    /// </exception>
    public Task<PlexIdentity> GetIdentityAsync(CancellationToken ct = default) => _transport.IdentifyAsync(_observer, ct);

    /// <summary>Checks the token and asks for the name of the server: <c>GET /</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>Name, identifier and version.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<PlexServerInfo> GetServerInfoAsync(CancellationToken ct = default)
    {
        PlexResponse response = await SendAsync(PlexRequest.ServerInfo(), ct).ConfigureAwait(false);
        PlexServerInfo info = response.Map(ResponseMapper.ServerInfo);
        if (info.MachineIdentifier is string identifier)
            _gate.Verify(
                new PlexIdentity(identifier, info.Version ?? _gate.Known?.Version, _gate.Known?.Claimed), response.Attempts);
        _owner._name = info.Name;
        return info;
    }

    /// <summary>
    /// Gets a temporary token with the rights of this client's token: <c>POST /security/token</c>. It is valid for up to 48
    /// hours and ends when the server restarts; nothing else revokes it.
    /// </summary>
    /// <param name="type">The type; Plex documents one.</param>
    /// <param name="scope">The scope; Plex documents one.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The token and its times.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.Forbidden"/> when this client's own token is transient, and the other failures of a request.
    /// </exception>
    public async Task<PlexTransientToken> GetTransientTokenAsync(
        PlexTokenType type = PlexTokenType.Delegation,
        PlexTokenScope scope = PlexTokenScope.All,
        CancellationToken ct = default)
    {
        PlexToken token = await MintAsync(type, scope, ct).ConfigureAwait(false);
        return new PlexTransientToken(token.ToSecureString(), _now)
        {
            Type = type,
            Scope = scope,
            Server = Name,
            Uri = Server,
            MachineIdentifier = _gate.Known!.MachineIdentifier,
            CertificateThumbprint = CertificateThumbprint,
        };
    }

    /// <summary>
    /// Gets the addresses and the token of a source that the server knows: <c>GET /security/resources</c>, from Plex Media
    /// Server 1.15.4 on. It needs an administrator's token, or a transient token made from one.
    /// </summary>
    /// <param name="source">The source: <c>server://…</c>, <c>provider://…</c>, or the bare identifier of a server.</param>
    /// <param name="refresh">Whether the server updates its information first.</param>
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

    /// <summary>Lists the providers that the server knows: <c>GET /media/providers</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The providers. One with an identifier that cannot be used is left out.</returns>
    /// <exception cref="PlexException">The failures of a request.</exception>
    public async Task<IReadOnlyList<PlexSource>> GetMediaProvidersAsync(CancellationToken ct = default) =>
        (await ListMediaProvidersAsync(ct).ConfigureAwait(false)).Items;

    /// <summary>Replaces the token by a transient one: from here on this client holds only that.</summary>
    /// <param name="ct">Cancels the request; the token then stays.</param>
    /// <returns>A task that ends when the transient token is in use.</returns>
    /// <exception cref="PlexException">As of <see cref="GetTransientTokenAsync"/>; the token then stays.</exception>
    public async Task ExchangeForTransientTokenAsync(CancellationToken ct = default) =>
        _transport.Replace(await MintAsync(PlexTokenType.Delegation, PlexTokenScope.All, ct).ConfigureAwait(false));

    /// <summary>Ends the pending requests and drops the token; nothing is sent any more.</summary>
    public void Dispose() => _transport.Dispose();

    /// <summary>The same client with another observer.</summary>
    internal PlexServerClient ObservedBy(Action<PlexAttempt>? observer) => new(_owner, observer);

    /// <summary>A transient token in the clear, for the one caller that writes it as text.</summary>
    internal async Task<PlexToken> MintAsync(PlexTokenType type, PlexTokenScope scope, CancellationToken ct)
    {
        PlexResponse response = await SendAsync(PlexRequest.TransientToken(type, scope), ct).ConfigureAwait(false);
        return response.Map(ResponseMapper.Token);
    }

    /// <summary>The providers, with the number of those that were left out.</summary>
    internal async Task<ResponseList<PlexSource>> ListMediaProvidersAsync(CancellationToken ct)
    {
        PlexResponse response = await SendAsync(PlexRequest.MediaProviders(), ct).ConfigureAwait(false);
        return response.Map(root => ResponseMapper.Providers(root, Name));
    }

    private Task<PlexResponse> SendAsync(PlexRequest request, CancellationToken ct) =>
        _transport.SendAsync(request, _observer, ct);
}
