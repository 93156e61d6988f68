using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>A cmdlet that uses a session.</summary>
public abstract class PlexSessionCommand : PlexCommand
{
    /// <summary>Returns the specified or the default session; throws a terminating error if there is none.</summary>
    private protected PlexServerSession Require(PlexServerSession? given)
    {
        if ((given ?? SessionStore<PlexServerSession>.Current.Default) is { IsConnected: true } session)
            return session;

        PlexException failure = PlexServerSession.NotConnected(given);
        ThrowTerminatingError(ErrorRecords.From(failure, given));
        throw failure;
    }

    /// <summary>Returns the specified or the default account session; throws a terminating error if there is none.</summary>
    private protected PlexAccountSession RequireAccount(PlexAccountSession? given)
    {
        if ((given ?? SessionStore<PlexAccountSession>.Current.Default) is { IsConnected: true } account)
            return account;

        PlexException failure = PlexAccountSession.NotSignedIn(given);
        ThrowTerminatingError(ErrorRecords.From(failure, given));
        throw failure;
    }

    /// <summary>Returns the provider of account servers; throws a terminating error if there is no session.</summary>
    private protected AccountServerProvider RequireServers(PlexAccountSession? account, PlexServerSession? session)
    {
        if (AccountServerProvider.From(account, session) is AccountServerProvider servers)
            return servers;
        if (session is not null)
            Require(session);
        return AccountServerProvider.From(RequireAccount(null));
    }
}
