using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>Gets the open sessions of the runspace, the default one first. It contacts no server.</summary>
[Cmdlet(VerbsCommon.Get, "PlexServerSession")]
[OutputType(typeof(PlexServerSession))]
public sealed class GetPlexServerSessionCommand : PSCmdlet
{
    /// <summary>Writes the sessions.</summary>
    protected override void EndProcessing() =>
        WriteObject(SessionStore<PlexServerSession>.Current.All, enumerateCollection: true);
}
