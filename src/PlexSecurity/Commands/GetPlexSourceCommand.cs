using System.Management.Automation;
using PlexSecurity.Answers;
using PlexSecurity.Completion;

namespace PlexSecurity.Commands;

/// <summary>
/// Lists the sources that a server knows: itself, its providers (<c>GET /media/providers</c>) and, where wished, the servers of
/// the account (plex.tv's <c>GET /api/v2/resources</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlexSource", HelpUri = HelpLinks.GetPlexSource)]
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
        IReadOnlyList<PlexAccountServer> servers = Account ? List(session, AskAccountAsync) : [];
        PlexAccountServer? itself = servers.FirstOrDefault(server => server.ClientIdentifier == session.MachineIdentifier);
        Write(session, new PlexSource(PlexSourceKind.Server, session.MachineIdentifier, session.Name, session, itself?.Owned));

        foreach (PlexMediaProvider provider in List(session, AskProvidersAsync))
            Write(session, new PlexSource(PlexSourceKind.Provider, provider.Identifier, provider.Title, session));
        foreach (PlexAccountServer server in servers.Where(server => server != itself))
            Write(session, new PlexSource(PlexSourceKind.Server, server.ClientIdentifier, server.Name, session, server.Owned));
    }

    private async Task<AnswerList<PlexAccountServer>> AskAccountAsync(PlexServerSession session)
    {
        using PlexAccountClient client = session.OpenAccountClient(Observer);
        return await client.ListServersAsync(StopToken).ConfigureAwait(false);
    }

    private Task<AnswerList<PlexMediaProvider>> AskProvidersAsync(PlexServerSession session) =>
        session.ClientFor(Observer).ListMediaProvidersAsync(StopToken);

    private IReadOnlyList<T> List<T>(PlexServerSession session, Func<PlexServerSession, Task<AnswerList<T>>> ask)
    {
        try
        {
            AnswerList<T> list = Await(ask(session));
            if (list.LeftOut > 0)
                WriteWarning($"{list.LeftOut} of the sources have an identifier that no source has; they were left out.");
            return list.Items;
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
