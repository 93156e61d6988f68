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

        PlexException failure = new(
            PlexError.NotConnected,
            given is null
                ? "There is no session with a Plex server."
                : $"The session with '{given.Uri.AbsoluteUri}' was disconnected.",
            "Connect with Connect-PlexServer first, or give a session with -Session.");
        ThrowTerminatingError(ErrorRecords.From(failure, given));
        throw failure;
    }

    /// <summary>The account session that was given, else the runspace's default; without either the cmdlet ends.</summary>
    private protected PlexAccountSession RequireAccount(PlexAccountSession? given)
    {
        if ((given ?? SessionStore<PlexAccountSession>.OfThisRunspace.Default) is { IsConnected: true } account)
            return account;

        PlexException failure = NotSignedIn(given);
        ThrowTerminatingError(ErrorRecords.From(failure, given));
        throw failure;
    }

    internal static PlexException NotSignedIn(PlexAccountSession? given) => new(
        PlexError.NotSignedIn,
        given is null ? "Nobody is signed in to plex.tv." : $"The account session of '{given.Username}' was ended.",
        "Sign in with Connect-PlexAccount first, or give an account session with -AccountSession.");
}
