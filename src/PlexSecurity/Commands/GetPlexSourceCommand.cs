using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Responses;

namespace PlexSecurity.Commands;

/// <summary>
/// Lists the sources that a server knows: itself, its providers (<c>GET /media/providers</c>) and, where wished, the servers of
/// the account (plex.tv's <c>GET /api/v2/resources</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlexSource")]
[OutputType(typeof(PlexSource))]
public sealed class GetPlexSourceCommand : PlexSessionCommand
{
    /// <summary>List the servers of the account too; the session needs an account token.</summary>
    [Parameter]
    public SwitchParameter Account { get; set; }

    /// <summary>The session to ask; the runspace's default without it.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession? Session { get; set; }

    /// <summary>Writes the sources; a part that cannot be listed is an error, and the others still come.</summary>
    protected override void EndProcessing()
    {
        PlexServerSession session = Require(Session);
        IReadOnlyList<PlexSource> servers = Account ? List(session, ListServersAsync) : [];
        PlexSource? itself = servers.FirstOrDefault(server => server.Identifier == session.MachineIdentifier);
        Write(
            session, new PlexSource(PlexSourceKind.Server, session.MachineIdentifier, session.Name, session.Name, itself?.Owned));

        foreach (PlexSource provider in List(session, ListProvidersAsync))
            Write(session, provider);
        foreach (PlexSource server in servers.Where(server => server != itself))
            Write(session, server);
    }

    private async Task<ResponseList<PlexSource>> ListServersAsync(PlexServerSession session)
    {
        using PlexAccountClient client = session.OpenAccountClient(Observer);
        return await client.ListServersAsync(StopToken).ConfigureAwait(false);
    }

    private Task<ResponseList<PlexSource>> ListProvidersAsync(PlexServerSession session) =>
        session.ClientFor(Observer).ListMediaProvidersAsync(StopToken);

    private IReadOnlyList<PlexSource> List(
        PlexServerSession session, Func<PlexServerSession, Task<ResponseList<PlexSource>>> list)
    {
        try
        {
            ResponseList<PlexSource> sources = Await(list(session));
            if (sources.LeftOut > 0)
                WriteWarning($"{sources.LeftOut} of the sources have an invalid identifier and were left out.");
            return sources.Items;
        }
        catch (PlexException failure)
        {
            WriteError(ErrorRecords.From(failure, session));
            return [];
        }
    }

    private void Write(PlexServerSession session, PlexSource source)
    {
        session.KnownSources.Remember(source.Source, source.Title);
        WriteObject(source);
    }
}
