using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>A cmdlet that calls a server through a session.</summary>
public abstract class PlexSessionCommand : PlexCommand
{
    /// <summary>The session that was given, else the runspace's default; without either there is nothing to go on with.</summary>
    private protected PlexServerSession Require(PlexServerSession? given)
    {
        if ((given ?? SessionStore<PlexServerSession>.OfThisRunspace.Default) is { IsConnected: true } session)
            return session;

        PlexException failure = PlexServerSession.NotConnected(given);
        ThrowTerminatingError(ErrorRecords.From(failure, given));
        throw failure;
    }

    /// <summary>The account session that was given, else the runspace's default; without either the cmdlet ends.</summary>
    private protected PlexAccountSession RequireAccount(PlexAccountSession? given)
    {
        if ((given ?? SessionStore<PlexAccountSession>.OfThisRunspace.Default) is { IsConnected: true } account)
            return account;

        PlexException failure = PlexAccountSession.NotSignedIn(given);
        ThrowTerminatingError(ErrorRecords.From(failure, given));
        throw failure;
    }

    /// <summary>Where the servers of an account come from; without an account and a session the cmdlet ends.</summary>
    private protected AccountServers RequireServers(PlexAccountSession? account, PlexServerSession? session)
    {
        if (AccountServers.Of(account, session) is AccountServers servers)
            return servers;
        if (session is not null)
            Require(session);
        return AccountServers.Of(RequireAccount(null));
    }
}
