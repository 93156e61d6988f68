using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Models;
using PlexSecurity.Responses;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Gets the sources of a server: the server itself, its providers (<c>GET /media/providers</c>) and, with -Account, the servers
/// of the account (<c>GET /api/v2/resources</c> of plex.tv). The account servers require no server session.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlexSource")]
[OutputType(typeof(PlexSource))]
public sealed class GetPlexSourceCommand : PlexSessionCommand
{
    /// <summary>
    /// Whether to get the servers of the account too, from the account session or with the account token of the session.
    /// </summary>
    [Parameter]
    public SwitchParameter Account { get; set; }

    /// <summary>The account session; by default, the default account session of the runspace. It implies -Account.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>The session; by default, the default session of the runspace.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession? Session { get; set; }

    /// <summary>Writes the sources. If a part cannot be retrieved, it is a non-terminating error.</summary>
    protected override void ProcessRecord()
    {
        if (IsDisconnected(Session))
            return;
        AccountServerProvider? account = Account || AccountSession is not null || HasOnlyAccount(Session)
            ? RequireServers(AccountSession, Session)
            : null;
        PlexServerSession? session = Session ?? SessionStore<PlexServerSession>.Current.Default;
        if (account is null || Session is not null)
            session = Require(session);

        List<PlexSource> servers = account is null
            ? []
            : [.. List(account.Session, account.ListAsync(Observer, StopToken)).Select(static server => server.Source)];
        if (session is not null)
            WriteServer(session, servers);
        foreach (PlexSource server in servers)
        {
            session?.KnownSources.Add(server.Source, server.Title);
            WriteObject(server);
        }
    }

    /// <summary>Writes the server itself, with its data from the account if available, and its providers.</summary>
    private void WriteServer(PlexServerSession session, List<PlexSource> servers)
    {
        PlexSource? listed = servers.Find(
            server => string.Equals(server.Identifier, session.MachineIdentifier, StringComparison.OrdinalIgnoreCase));
        if (listed is not null)
            servers.Remove(listed);
        // plex.tv learns of an update when the server restarts, an open session does not.
        PlexSource own = new(PlexSourceKind.Server, session.MachineIdentifier, session.Name, session.Name, owned: null)
        {
            Version = session.Version,
        };
        Write(session, listed ?? own);
        foreach (PlexSource provider in List(session, session.GetClient(Observer).ListMediaProvidersAsync(StopToken)))
            Write(session, provider);
    }

    private IReadOnlyList<T> List<T>(object target, Task<ResponseList<T>> list)
    {
        try
        {
            ResponseList<T> sources = Await(list);
            if (sources.OmittedCount > 0)
                WriteWarning($"Omitted sources without a valid identifier: {sources.OmittedCount}.");
            return sources.Items;
        }
        catch (PlexException failure)
        {
            WriteError(ErrorRecords.From(failure, target));
            return [];
        }
    }

    private void Write(PlexServerSession session, PlexSource source)
    {
        session.KnownSources.Add(source.Source, source.Title);
        WriteObject(source);
    }
}
