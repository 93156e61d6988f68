using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>A cmdlet that uses a session.</summary>
public abstract class PlexSessionCommand : PlexCommand
{
    /// <summary>Returns the specified or the default session; throws a terminating error if there is none.</summary>
    private protected PlexServerSession Require(PlexServerSession? given) => Require(given, PlexServerSession.NotConnected);

    /// <summary>Returns the specified or the default account session; throws a terminating error if there is none.</summary>
    private protected PlexAccountSession RequireAccount(PlexAccountSession? given) =>
        Require(given, PlexAccountSession.NotSignedIn);

    /// <summary>Writes an error if the session of an input was disconnected, so that the other inputs are still used.</summary>
    private protected bool IsDisconnected(PlexServerSession? given) => IsDisconnected(given, PlexServerSession.NotConnected);

    /// <summary>Writes an error if the account session of an input was disconnected.</summary>
    private protected bool IsDisconnected(PlexAccountSession? given) => IsDisconnected(given, PlexAccountSession.NotSignedIn);

    /// <summary>Whether an account is signed in, and no server session is specified or open.</summary>
    private protected static bool HasOnlyAccount(PlexServerSession? given) =>
        (given ?? SessionStore<PlexServerSession>.Current.Default) is null
        && SessionStore<PlexAccountSession>.Current.Default is not null;

    /// <summary>Returns the provider of account servers; throws a terminating error if there is no session.</summary>
    private protected AccountServerProvider RequireServers(PlexAccountSession? account, PlexServerSession? session)
    {
        if (AccountServerProvider.From(account, session) is AccountServerProvider servers)
            return servers;
        if (session is not null)
            Require(session);
        return AccountServerProvider.From(RequireAccount(null));
    }

    private bool IsDisconnected<T>(T? given, Func<T?, PlexException> createFailure)
        where T : class, ISession
    {
        if (given is not { IsConnected: false })
            return false;
        WriteError(ErrorRecords.From(createFailure(given), given));
        return true;
    }

    private T Require<T>(T? given, Func<T?, PlexException> createFailure)
        where T : class, ISession
    {
        if ((given ?? SessionStore<T>.Current.Default) is { IsConnected: true } session)
            return session;

        PlexException failure = createFailure(given);
        ThrowTerminatingError(ErrorRecords.From(failure, given));
        throw failure;
    }
}
