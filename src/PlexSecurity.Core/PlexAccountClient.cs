using PlexSecurity.Http;
using PlexSecurity.Responses;

namespace PlexSecurity;

/// <summary>
/// A client of plex.tv, for the servers of an account. It accepts only an account token and only https with a checked
/// certificate: the exceptions for one's own server do not count here.
/// </summary>
public sealed class PlexAccountClient : IDisposable
{
    private readonly PlexTransport _transport;
    private readonly Action<PlexAttempt>? _observer;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="token">The token of the account.</param>
    /// <param name="options">
    /// How requests are sent to <see cref="PlexClientOptions.AccountServer"/>; null for the defaults.
    /// </param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.Forbidden"/>: the token is a transient one; <see cref="PlexError.UnencryptedConnection"/>: the
    /// address is not https.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PlexAccountClient(PlexToken token, PlexClientOptions? options = null)
        : this(token, options ?? new PlexClientOptions(), options?.OnAttempt)
    {
    }

    internal PlexAccountClient(PlexToken token, PlexClientOptions options, Action<PlexAttempt>? observer)
    {
        if (token is null)
            throw new ArgumentNullException(nameof(token));
        TransportOptions transport = options.ToTransport().ForAccount();
        Uri server = ServerAddress.Parse(options.AccountServer.AbsoluteUri);
        RequireAccountToken(token, server);
        RequireHttps(server);
        _transport = new PlexTransport(server, token, transport);
        _observer = observer;
    }

    /// <summary>Lists the servers of the account: <c>GET /api/v2/resources</c>.</summary>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>
    /// The servers, owned and shared, without other devices. One with an identifier that cannot be used is left out.
    /// </returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a request.</exception>
    public async Task<IReadOnlyList<PlexSource>> GetServersAsync(CancellationToken ct = default) =>
        (await ListServersAsync(ct).ConfigureAwait(false)).Items;

    /// <summary>Ends the pending requests.</summary>
    public void Dispose() => _transport.Dispose();

    /// <summary>The servers, with the number of those that were left out.</summary>
    internal async Task<ResponseList<PlexSource>> ListServersAsync(CancellationToken ct)
    {
        PlexResponse response = await _transport.SendAsync(PlexRequest.AccountResources(), _observer, ct).ConfigureAwait(false);
        return response.Map(ResponseMapper.AccountServers);
    }

    private static void RequireAccountToken(PlexToken token, Uri server)
    {
        if (token.Kind == PlexTokenKind.Account)
            return;
        throw new PlexException(
            PlexError.Forbidden,
            $"Did not list the servers of the account from '{server.AbsoluteUri}': a transient token is valid only for its own "
                + "server.",
            "Connect with the account token, without -Transient.");
    }

    private static void RequireHttps(Uri server)
    {
        if (server.Scheme == Uri.UriSchemeHttps)
            return;
        throw new PlexException(
            PlexError.UnencryptedConnection,
            $"Did not send the account token to '{server.AbsoluteUri}': plain http exposes it to the network.",
            "Give an https address.");
    }
}
