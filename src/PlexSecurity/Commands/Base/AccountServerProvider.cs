using PlexSecurity.Models;
using PlexSecurity.Responses;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Gets the servers of an account with the specified or the default account session. If there is none, with the token of the
/// specified or the default server session.
/// </summary>
/// <param name="session">The session that provides the token.</param>
/// <param name="open">Opens a client with the token.</param>
/// <param name="known">The sources for completion. Listed servers are added to them.</param>
internal sealed class AccountServerProvider(
    object session,
    Func<Action<PlexAttempt>?, PlexAccountClient> open,
    KnownSources known)
{
    public object Session => session;

    /// <summary>Returns null if there is no account session and no server session.</summary>
    public static AccountServerProvider? From(PlexAccountSession? account, PlexServerSession? session)
    {
        account ??= SessionStore<PlexAccountSession>.Current.Default;
        if (account is not null)
            return From(account);
        session ??= SessionStore<PlexServerSession>.Current.Default;
        return session is { IsConnected: true } ? new(session, session.OpenAccountClient, session.KnownSources) : null;
    }

    public static AccountServerProvider From(PlexAccountSession account) =>
        new(account, account.OpenClient, account.KnownSources);

    /// <summary>Gets the servers from plex.tv and adds them to the known sources.</summary>
    public async Task<ResponseList<AccountServer>> ListAsync(Action<PlexAttempt>? observer, CancellationToken ct)
    {
        using PlexAccountClient client = open(observer);
        ResponseList<AccountServer> servers = await client.ListServersAsync(ct).ConfigureAwait(false);
        foreach (AccountServer server in servers.Items)
            known.Add(server.Source.Source, server.Source.Title);
        return servers;
    }
}
