using PlexSecurity.Models;
using PlexSecurity.Responses;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Where the servers of an account come from: the account session that was given, or the token of the server session that was
/// given, or the runspace's default account session, or the token of its default server session.
/// </summary>
internal sealed class AccountServers
{
    private readonly Func<Action<PlexAttempt>?, PlexAccountClient> _open;

    private AccountServers(object session, Func<Action<PlexAttempt>?, PlexAccountClient> open, KnownSources known)
    {
        Session = session;
        _open = open;
        Known = known;
    }

    /// <summary>The session whose token is used.</summary>
    public object Session { get; }

    /// <summary>What completion offers, and what is listed is added to.</summary>
    public KnownSources Known { get; }

    /// <summary>Null where nobody is signed in and there is no session.</summary>
    public static AccountServers? Of(PlexAccountSession? account, PlexServerSession? session)
    {
        if (account is null && session is null)
            account = SessionStore<PlexAccountSession>.OfThisRunspace.Default;
        if (account is not null)
            return Of(account);
        session ??= SessionStore<PlexServerSession>.OfThisRunspace.Default;
        return session is { IsConnected: true } ? new(session, session.OpenAccountClient, session.KnownSources) : null;
    }

    public static AccountServers Of(PlexAccountSession account) => new(account, account.OpenClient, account.KnownSources);

    /// <summary>Asks plex.tv, and remembers what it lists.</summary>
    public async Task<ResponseList<AccountServer>> ListAsync(Action<PlexAttempt>? observer, CancellationToken ct)
    {
        using PlexAccountClient client = _open(observer);
        ResponseList<AccountServer> servers = await client.ListServersAsync(ct).ConfigureAwait(false);
        foreach (AccountServer server in servers.Items)
            Known.Remember(server.Source.Source, server.Source.Title);
        return servers;
    }
}
