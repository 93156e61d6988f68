using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Gets the open account sessions of the runspace, the default one first. It contacts plex.tv only with -Refresh.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlexAccount")]
[OutputType(typeof(PlexAccountSession))]
public sealed class GetPlexAccountCommand : PlexCommand
{
    /// <summary>Whether to get the user from plex.tv again, which checks the token.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Writes the sessions.</summary>
    protected override void EndProcessing()
    {
        foreach (PlexAccountSession session in SessionStore<PlexAccountSession>.Current.All)
        {
            try
            {
                if (Refresh)
                {
                    using PlexAccountClient client = session.OpenClient(Observer);
                    session.Update(Await(client.GetUserAsync(StopToken)));
                }

                WriteObject(session);
            }
            catch (PlexException failure)
            {
                WriteError(ErrorRecords.From(failure, session));
            }
        }
    }
}
