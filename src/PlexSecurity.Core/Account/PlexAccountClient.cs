using PlexSecurity.Answers;
using PlexSecurity.Http;

namespace PlexSecurity;

/// <summary>
/// A client of plex.tv, for the servers of an account. It takes only an account token and only https with a certificate that is
/// checked: what a user allows towards a server of their own does not count here.
/// </summary>
public sealed class PlexAccountClient : IDisposable
{
    private readonly PlexTransport _transport;
    private readonly PlexToken _token;
    private readonly Action<PlexAttempt>? _observer;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="token">The account's token. The client keeps a copy of its own.</param>
    /// <param name="options">How to talk to <see cref="PlexClientOptions.AccountServer"/>; null for the defaults.</param>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.Forbidden"/>: the token is a transient one; <see cref="PlexError.UnencryptedConnection"/>: the
    /// address is not https.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PlexAccountClient(PlexToken token, PlexClientOptions? options = null)
    {
        if (token is null)
            throw new ArgumentNullException(nameof(token));
        options ??= new PlexClientOptions();
        options.RequireValid();
        Uri server = ServerAddress.Parse(options.AccountServer.AbsoluteUri);
        RequireAccountToken(token, server);
        RequireHttps(server);
        _transport = new PlexTransport(server, options.ForAccount(options.OnAttempt));
        _token = token.Copy();
        _observer = options.OnAttempt;
    }

    /// <summary>Lists the servers of the account: <c>GET /api/v2/resources</c>.</summary>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The servers, owned and shared; other devices, and servers of an impossible identifier, are left out.</returns>
    /// <exception cref="PlexException"><see cref="PlexError.Unauthorized"/> and the other failures of a call.</exception>
    public async Task<IReadOnlyList<PlexAccountServer>> GetServersAsync(CancellationToken ct = default) =>
        (await ListServersAsync(ct).ConfigureAwait(false)).Items;

    /// <summary>The same, and how many were left out.</summary>
    internal Task<AnswerList<PlexAccountServer>> ListServersAsync(CancellationToken ct) =>
        _transport.SendAsync(new PlexCall(PlexRequest.AccountResources(), _token, null, _observer), AnswerMapper.AccountServers, ct);

    /// <summary>Closes the connections and overwrites the token.</summary>
    public void Dispose()
    {
        _transport.Dispose();
        _token.Dispose();
    }

    private static void RequireAccountToken(PlexToken token, Uri server)
    {
        if (token.Kind == PlexTokenKind.Account)
            return;
        throw new PlexException(
            PlexError.Forbidden,
            $"Would not ask '{server.AbsoluteUri}' for the account's servers: the session has a transient token, which counts at its own server only.",
            "Connect with the account token, without -Transient.");
    }

    private static void RequireHttps(Uri server)
    {
        if (server.Scheme == Uri.UriSchemeHttps)
            return;
        throw new PlexException(
            PlexError.UnencryptedConnection,
            $"Would not send the account's token to '{server.AbsoluteUri}' over plain http.",
            "Give an https address.");
    }
}
