using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Gives the open account sessions of this runspace, the default one first. plex.tv is asked only with -Refresh.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlexAccount")]
[OutputType(typeof(PlexAccountSession))]
public sealed class GetPlexAccountCommand : PlexCommand
{
    /// <summary>Ask plex.tv who is signed in, which checks the token.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Writes the sessions.</summary>
    protected override void EndProcessing()
    {
        foreach (PlexAccountSession session in SessionStore<PlexAccountSession>.OfThisRunspace.All)
        {
            try
            {
                if (Refresh)
                    Update(session);
                WriteObject(session);
            }
            catch (PlexException failure)
            {
                WriteError(ErrorRecords.From(failure, session));
            }
        }
    }

    private void Update(PlexAccountSession session)
    {
        using PlexAccountClient client = session.OpenClient(Observer);
        session.Update(Await(client.GetUserAsync(StopToken)));
    }
}
