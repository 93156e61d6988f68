using System.Management.Automation;
using PlexSecurity.Completers;

namespace PlexSecurity.Commands;

/// <summary>
/// Closes account sessions, by default the default one, and drops their tokens. The tokens stay valid at plex.tv, unless -SignOut
/// revokes them.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "PlexAccount", SupportsShouldProcess = true)]
public sealed class DisconnectPlexAccountCommand : PlexSessionCommand
{
    /// <summary>The account sessions to close.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession[]? AccountSession { get; set; }

    /// <summary>Whether to revoke the token at plex.tv.</summary>
    [Parameter]
    public SwitchParameter SignOut { get; set; }

    /// <summary>Closes the sessions of the current input. Closed sessions are ignored, unless -SignOut is specified.</summary>
    protected override void ProcessRecord()
    {
        foreach (PlexAccountSession session in AccountSession ?? [RequireAccount(null)])
        {
            if (SignOut && IsDisconnected(session))
                continue;
            string action = SignOut ? "Revoke the token at plex.tv and disconnect" : "Disconnect";
            if (session.IsConnected && ShouldProcess(session.ToString(), action))
                End(session);
        }
    }

    /// <summary>
    /// Closes a session. If revoking the token fails, the session stays open, so that the command can be repeated.
    /// </summary>
    private void End(PlexAccountSession session)
    {
        try
        {
            if (SignOut)
            {
                using PlexAccountClient client = session.OpenClient(Observer);
                Await(client.SignOutAsync(StopToken));
            }
        }
        catch (PlexException failure) when (failure.Error == PlexError.Unauthorized)
        {
            WriteVerbose("plex.tv no longer accepts the token; there is nothing to revoke.");
        }
        catch (PlexException failure)
        {
            WriteError(ErrorRecords.From(failure, session));
            return;
        }

        session.Disconnect();
    }
}
