using PlexSecurity.Answers;
using PlexSecurity.Http;

namespace PlexSecurity;

/// <summary>
/// A client of one Plex Media Server's security API, safe to use from many threads. The token is sent in a header, and not
/// before <c>GET /identity</c>, asked without it, has shown that the machine is a Plex server and the one that was meant. That
/// is asked again before a token goes out after 30 seconds without an answer from the server, and after a lost connection.
/// </summary>
/// <remarks>
/// Every call throws <see cref="PlexException"/> when it fails and <see cref="OperationCanceledException"/> when the caller
/// cancels it; nothing else.
/// </remarks>
public sealed class PlexServerClient : IDisposable
{
    private readonly ClientState _state;
    private readonly Action<PlexAttempt>? _observer;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="server">The address of the server, http or https, with a path where a reverse proxy needs one.</param>
    /// <param name="token">The token of an account or a device, or a transient one. The client keeps a copy of its own.</param>
    /// <param name="options">How to talk to the server; null for the defaults.</param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidUri"/>: of the server's or the proxy's address; <see cref="PlexError.InvalidThumbprint"/>;
    /// <see cref="PlexError.UnencryptedConnection"/>: http to a public address, or through a public proxy, without
    /// <see cref="PlexClientOptions.AllowUnencryptedAuthentication"/>, or http and a pin.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PlexServerClient(Uri server, PlexToken token, PlexClientOptions? options = null)
    {
        if (server is null)
            throw new ArgumentNullException(nameof(server));
        if (token is null)
            throw new ArgumentNullException(nameof(token));

        options ??= new PlexClientOptions();
        options.RequireValid();
        Server = ServerAddress.Parse(
            server.IsAbsoluteUri ? server.AbsoluteUri : server.OriginalString,
            secure: options.CertificateThumbprint is not null);
        SafeChannel.Require(Server, options);
        ProxyAddress.RequireSafe(Server, options);
        _observer = options.OnAttempt;
        IdentityGate gate = new(options.ExpectedMachineIdentifier, Server, options.Clock);
        _state = new ClientState(new PlexTransport(Server, options, gate), gate, token.Copy(), options);
    }

    private PlexServerClient(PlexServerClient original, Action<PlexAttempt>? observer)
    {
        Server = original.Server;
        _state = original._state;
        _observer = observer;
    }

    /// <summary>The address of the server; it ends in a slash.</summary>
    public Uri Server { get; }

    /// <summary>Whether the token in use is an account's or a transient one.</summary>
    public PlexTokenKind TokenKind => _state.Token.Kind;

    /// <summary>Asks who the server is: <c>GET /identity</c>, without the token.</summary>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.WrongServer"/>, or any failure of the connection or the answer.</exception>
    public Task<PlexIdentity> GetIdentityAsync(CancellationToken ct = default) =>
        _state.Transport.IdentifyAsync(_state.CopyToken, _observer, ct);

    /// <summary>Checks the token and asks for the server's name: <c>GET /</c>.</summary>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>What the server tells of itself.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a call.</exception>
    public Task<PlexServerInfo> GetServerInfoAsync(CancellationToken ct = default) =>
        CallAsync(PlexRequest.ServerInfo(), AnswerMapper.ServerInfo, ct);

    /// <summary>
    /// Gets a temporary token with the rights of this client's: <c>POST /security/token</c>. It is valid for up to 48 hours and
    /// ends when the server restarts; nothing else revokes it.
    /// </summary>
    /// <param name="type">The type; Plex documents one.</param>
    /// <param name="scope">The scope; Plex documents one.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The token and its times.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Forbidden"/> when this client's own token is transient, and the other failures of a call.</exception>
    public Task<TransientToken> GetTransientTokenAsync(
        PlexTokenType type = PlexTokenType.Delegation,
        PlexTokenScope scope = PlexTokenScope.All,
        CancellationToken ct = default) =>
        GetTransientTokenAsync(type, scope, static token => token, ct);

    /// <summary>
    /// Gets the addresses and the token of a source that the server knows: <c>GET /security/resources</c>, from Plex Media
    /// Server 1.15.4 on. It needs an administrator's token, or a transient token made from one.
    /// </summary>
    /// <param name="source">The source: <c>server://…</c>, <c>provider://…</c>, or a bare identifier of a server.</param>
    /// <param name="refresh">Whether the server is to ask anew instead of answering from what it has.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The connection information.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidSource"/>, <see cref="PlexError.NotFound"/>, <see cref="PlexError.ServerTooOld"/> and the
    /// other failures of a call.
    /// </exception>
    public async Task<SourceConnectionInformation> GetSourceConnectionInformationAsync(
        string source,
        bool refresh = false,
        CancellationToken ct = default)
    {
        SourceIdentifier identifier = SourceIdentifier.Parse(source);
        return await CallAsync(
            PlexRequest.SourceConnection(identifier, refresh),
            answer => AnswerMapper.Source(answer, identifier),
            ct).ConfigureAwait(false);
    }

    /// <summary>Lists the providers that the server knows: <c>GET /media/providers</c>.</summary>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The providers; one with an identifier that no provider has is left out.</returns>
    /// <exception cref="PlexException">The failures of a call.</exception>
    public async Task<IReadOnlyList<PlexMediaProvider>> GetMediaProvidersAsync(CancellationToken ct = default) =>
        (await ListMediaProvidersAsync(ct).ConfigureAwait(false)).Items;

    /// <summary>The same, and how many were left out.</summary>
    internal Task<AnswerList<PlexMediaProvider>> ListMediaProvidersAsync(CancellationToken ct) =>
        CallAsync(PlexRequest.MediaProviders(), AnswerMapper.Providers, ct);

    /// <summary>Trades the token for a transient one and forgets it: from here on this client holds only the transient token.</summary>
    /// <param name="ct">Cancels the call; the token then stays as it was.</param>
    /// <returns>A task that ends when the transient token is in use.</returns>
    /// <exception cref="PlexException">As of <see cref="GetTransientTokenAsync"/>; the token then stays as it was.</exception>
    public async Task ExchangeForTransientTokenAsync(CancellationToken ct = default)
    {
        TransientToken transient = await GetTransientTokenAsync(ct: ct).ConfigureAwait(false);
        _state.Replace(transient.Token);
    }

    /// <summary>Closes the connections, ends the calls that are under way and overwrites the token.</summary>
    public void Dispose() => _state.Dispose();

    /// <summary>The same client with another observer: the connections, the token and the identity are shared.</summary>
    internal PlexServerClient ObservedBy(Action<PlexAttempt>? observer) => new(this, observer);

    /// <summary>The same as the public one, with what is to be made of the token as soon as it is there.</summary>
    internal async Task<T> GetTransientTokenAsync<T>(
        PlexTokenType type,
        PlexTokenScope scope,
        Func<TransientToken, T> map,
        CancellationToken ct) =>
        await CallAsync(
            PlexRequest.TransientToken(type, scope),
            answer => map(new TransientToken(AnswerMapper.Token(answer), type, scope, _state.Clock)),
            ct).ConfigureAwait(false);

    internal PlexClientOptions Options => _state.Options;

    /// <summary>A copy of the token in use.</summary>
    internal PlexToken CopyToken() => _state.CopyToken() ?? throw new ObjectDisposedException(nameof(PlexServerClient));

    private async Task<T> CallAsync<T>(PlexRequest request, Func<AnswerElement, T> map, CancellationToken ct)
    {
        // Null once the client is disposed of; the transport then sends nothing and says why.
        using PlexToken? token = _state.CopyToken();
        PlexCall call = new(request, token, _state.Gate.Known, _observer);
        return await _state.Transport.SendAsync(call, map, ct).ConfigureAwait(false);
    }
}
