using System.Management.Automation;
using PlexSecurity.Completers;

namespace PlexSecurity.Commands;

/// <summary>
/// Ends an account session and drops its token; without one given it is the default one. The token stays valid at plex.tv
/// unless -SignOut ends it there too.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "PlexAccount", SupportsShouldProcess = true)]
public sealed class DisconnectPlexAccountCommand : PlexSessionCommand
{
    /// <summary>The account sessions to end.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession[]? AccountSession { get; set; }

    /// <summary>End the token at plex.tv too.</summary>
    [Parameter]
    public SwitchParameter SignOut { get; set; }

    /// <summary>Ends the sessions of this input; one that has ended already is left alone.</summary>
    protected override void ProcessRecord()
    {
        foreach (PlexAccountSession session in AccountSession ?? [RequireAccount(null)])
        {
            string action = SignOut ? "Revoke the token at plex.tv and disconnect" : "Disconnect";
            if (session.IsConnected && ShouldProcess(session.ToString(), action))
                End(session);
        }
    }

    /// <summary>A session whose token could not be ended stays, so that the command can be repeated.</summary>
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
