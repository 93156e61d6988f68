using System.Management.Automation;
using PlexSecurity.Completers;

namespace PlexSecurity.Commands;

/// <summary>
/// Ends a session: closes its connections, ends its calls and drops its token. Without a session given it is the default
/// one; the session opened before that then becomes the default. The server is not told: it has no call for that.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "PlexServer")]
public sealed class DisconnectPlexServerCommand : PlexSessionCommand
{
    /// <summary>The sessions to end.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession[]? Session { get; set; }

    /// <summary>Ends the sessions of this input; one that has ended already is left alone.</summary>
    protected override void ProcessRecord()
    {
        foreach (PlexServerSession session in Session ?? [Require(null)])
            session.Disconnect();
    }
}
