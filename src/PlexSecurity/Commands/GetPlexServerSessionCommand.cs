using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>Gives the open sessions of this runspace, the default one first. No server is asked.</summary>
[Cmdlet(VerbsCommon.Get, "PlexServerSession")]
[OutputType(typeof(PlexServerSession))]
public sealed class GetPlexServerSessionCommand : PSCmdlet
{
    /// <summary>Writes the sessions.</summary>
    protected override void EndProcessing() =>
        WriteObject(SessionStore<PlexServerSession>.OfThisRunspace.All, enumerateCollection: true);
}
