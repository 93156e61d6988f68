using System.Management.Automation;
using PlexSecurity.Completers;

namespace PlexSecurity.Commands;

/// <summary>
/// Closes sessions, by default the default one: closes the connections, cancels pending requests and drops the token. The
/// previous session then becomes the default. The server is not notified, because it has no request for that purpose.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "PlexServer")]
public sealed class DisconnectPlexServerCommand : PlexSessionCommand
{
    /// <summary>The sessions to close.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession[]? Session { get; set; }

    /// <summary>Closes the sessions of the current input. Closed sessions are ignored.</summary>
    protected override void ProcessRecord()
    {
        foreach (PlexServerSession session in Session ?? [Require(null)])
            session.Disconnect();
    }
}
