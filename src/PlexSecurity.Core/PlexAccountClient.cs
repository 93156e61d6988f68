using PlexSecurity.Connections;
using PlexSecurity.Http;
using PlexSecurity.Models;
using PlexSecurity.Responses;

namespace PlexSecurity;

/// <summary>
/// A client of plex.tv: signs in, and asks for the user and the servers of an account. It accepts only an account token, only
/// the hosts of plex.tv, and only https with a checked certificate: the exceptions for one's own server do not count here.
/// </summary>
/// <remarks>
/// A failed call throws <see cref="PlexException"/>, a call that the caller cancels <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed partial class PlexAccountClient : IDisposable
{
    private static readonly Uri ClientsHost = new("https://clients.plex.tv/");
    private static readonly Uri WebsiteHost = new("https://plex.tv/");

    // Two hosts serve the API: the one for pins and resources, the other for the user.
    private readonly PlexTransport _transport;
    private readonly PlexTransport _website;
    private readonly Action<PlexAttempt>? _observer;
    private readonly TransportOptions _options;

    /// <summary>Makes a client that is not signed in; nothing is sent yet.</summary>
    /// <param name="options">How requests are sent; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PlexAccountClient(PlexClientOptions? options)
        : this(null, options ?? new PlexClientOptions(), options?.OnAttempt)
    {
    }

    /// <summary>Makes a client with a token; nothing is sent yet.</summary>
    /// <param name="token">The token of the account.</param>
    /// <param name="options">How requests are sent; null for the defaults.</param>
    /// <exception cref="PlexException"><see cref="PlexError.Forbidden"/>: the token is a transient one.</exception>
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
        RequireHttps(clients);
        _transport = new PlexTransport(clients, token, _options);
        _website = new PlexTransport(website, token, _options);
    }

    /// <summary>Asks who is signed in, which checks the token: <c>GET /api/v2/user</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The user of the account.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<PlexAccount> GetUserAsync(CancellationToken ct = default)
    {
        PlexResponse response = await _website.SendAsync(PlexRequest.AccountUser(), _observer, ct).ConfigureAwait(false);
        return response.Map(AccountMapper.User);
    }

    /// <summary>Lists the servers of the account: <c>GET /api/v2/resources</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>
    /// The servers, owned and shared, without other devices. One with an identifier that cannot be used is left out.
    /// </returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<IReadOnlyList<PlexSource>> GetServersAsync(CancellationToken ct = default) =>
        [.. (await ListServersAsync(ct).ConfigureAwait(false)).Items.Select(static server => server.Source)];

    /// <summary>Gets the addresses of a server and its own token, as plex.tv lists them: <c>GET /api/v2/resources</c>.</summary>
    /// <param name="server">The identifier, <c>server://…</c>, or the name, perhaps with the wildcards <c>*</c> and
    /// <c>?</c>.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The connection information.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.UnknownServer"/>, <see cref="PlexError.AmbiguousServer"/> and the failures of a request.
    /// </exception>
    public async Task<PlexSourceConnection> GetServerConnectionAsync(string server, CancellationToken ct = default) =>
        ServerChoice.ConnectionOf((await ListServersAsync(ct).ConfigureAwait(false)).Items, server);

    /// <summary>Ends the token at plex.tv: <c>DELETE /api/v2/users/signout</c>. Other tokens of the account stay valid.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>A task that ends when plex.tv has ended the token.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task SignOutAsync(CancellationToken ct = default) =>
        await _website.SendAsync(PlexRequest.SignOut(), _observer, ct).ConfigureAwait(false);

    /// <summary>Ends the requests that are under way and drops the token.</summary>
    public void Dispose()
    {
        _transport.Dispose();
        _website.Dispose();
    }

    /// <summary>The servers with their connections, and the number of those that were left out.</summary>
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

    private static void RequireHttps(Uri server)
    {
        if (server.Scheme == Uri.UriSchemeHttps)
            return;
        throw new PlexException(
            PlexError.UnencryptedConnection,
            $"Did not send the account token to '{server.AbsoluteUri}': plain http exposes it to the network.",
            "Specify an https address.");
    }
}
