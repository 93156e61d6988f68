using PlexSecurity.Connections;
using PlexSecurity.Http;
using PlexSecurity.Models;
using PlexSecurity.Responses;

namespace PlexSecurity;

/// <summary>
/// A client for plex.tv: signs in, and gets the user and the servers of an account. It accepts only an account token, only the
/// hosts of plex.tv, and only https with a checked certificate. Exceptions that are allowed for a server do not apply.
/// </summary>
/// <remarks>
/// A failed call throws <see cref="PlexException"/>. A call that the caller cancels throws
/// <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed partial class PlexAccountClient : IDisposable
{
    private static readonly Uri ClientsHost = new("https://clients.plex.tv/");
    private static readonly Uri WebsiteHost = new("https://plex.tv/");

    // The API has two hosts: one for pins and resources, the other for the user.
    private readonly PlexTransport _transport;
    private readonly PlexTransport _website;
    private readonly Action<PlexAttempt>? _observer;
    private readonly TransportOptions _options;

    /// <summary>Initializes a client without a token. No request is sent.</summary>
    /// <param name="options">How requests are sent; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PlexAccountClient(PlexClientOptions? options)
        : this(null, options ?? new PlexClientOptions(), options?.OnAttempt)
    {
    }

    /// <summary>Initializes a client with a token. No request is sent.</summary>
    /// <param name="token">The token of the account.</param>
    /// <param name="options">How requests are sent; null for the defaults.</param>
    /// <exception cref="PlexException"><see cref="PlexError.Forbidden"/>: the token is a transient token.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PlexAccountClient(PlexToken token, PlexClientOptions? options = null)
        : this(token ?? throw new ArgumentNullException(nameof(token)), options ?? new PlexClientOptions(), options?.OnAttempt)
    {
    }

    internal PlexAccountClient(PlexToken? token, PlexClientOptions options, Action<PlexAttempt>? observer)
    {
        _options = options.ToTransport().ForAccount();
        _observer = observer;
        Uri clients = options.AccountServer ?? ClientsHost;
        Uri website = options.AccountServer ?? WebsiteHost;
        RequireAccountToken(token, clients);
        _transport = new PlexTransport(clients, token, _options);
        _website = new PlexTransport(website, token, _options);
    }

    /// <summary>Gets the signed-in user, which checks the token: <c>GET /api/v2/user</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The user of the account.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<PlexAccount> GetUserAsync(CancellationToken ct = default)
    {
        PlexResponse response = await _website.SendAsync(PlexRequest.AccountUser(), _observer, ct).ConfigureAwait(false);
        return response.Map(AccountMapper.User);
    }

    /// <summary>Gets the servers of the account: <c>GET /api/v2/resources</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The servers, owned and shared. Servers without a valid identifier are omitted.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<IReadOnlyList<PlexSource>> GetServersAsync(CancellationToken ct = default) =>
        [.. (await ListServersAsync(ct).ConfigureAwait(false)).Items.Select(static server => server.Source)];

    /// <summary>Gets the addresses and the token of a server: <c>GET /api/v2/resources</c>.</summary>
    /// <param name="server">
    /// The identifier, <c>server://…</c>, or the name. The wildcards <c>*</c> and <c>?</c> are permitted in the name.
    /// </param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The connection information.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.UnknownServer"/>, <see cref="PlexError.AmbiguousServer"/> and the failures of a request.
    /// </exception>
    public async Task<PlexSourceConnection> GetServerConnectionAsync(string server, CancellationToken ct = default) =>
        ServerSelector.SelectConnection((await ListServersAsync(ct).ConfigureAwait(false)).Items, server);

    /// <summary>
    /// Revokes the token at plex.tv: <c>DELETE /api/v2/users/signout</c>. Other tokens of the account stay valid.
    /// </summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>A task that completes when plex.tv has revoked the token.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task SignOutAsync(CancellationToken ct = default) =>
        await _website.SendAsync(PlexRequest.SignOut(), _observer, ct).ConfigureAwait(false);

    /// <summary>Cancels the pending requests and drops the token.</summary>
    public void Dispose()
    {
        _transport.Dispose();
        _website.Dispose();
    }

    /// <summary>Gets the servers with their connections, and the number of omitted ones.</summary>
    internal async Task<ResponseList<AccountServer>> ListServersAsync(CancellationToken ct)
    {
        PlexResponse response = await _transport.SendAsync(PlexRequest.AccountResources(), _observer, ct).ConfigureAwait(false);
        return response.Map(root => AccountMapper.Servers(root, _options.Clock.UtcNow.ToLocalTime()));
    }

    private static void RequireAccountToken(PlexToken? token, Uri server)
    {
        if (token?.Kind != PlexTokenKind.Transient)
            return;
        throw new PlexException(
            PlexError.Forbidden,
            $"Did not send the token to '{server.AbsoluteUri}': a transient token is valid only for the server that issued it.",
            "Use the account token: sign in with Connect-PlexAccount, or connect without -Transient.");
    }
}
