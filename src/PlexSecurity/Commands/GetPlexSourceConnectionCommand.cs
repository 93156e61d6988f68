using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Connections;
using PlexSecurity.Models;
using PlexSecurity.Responses;

namespace PlexSecurity.Commands;

/// <summary>
/// Gets the addresses and the token of each source: from the server (<c>GET /security/resources</c>), or with -Account from
/// plex.tv (<c>GET /api/v2/resources</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlexSourceConnection")]
[OutputType(typeof(PlexSourceConnection))]
public sealed class GetPlexSourceConnectionCommand : PlexSessionCommand
{
    private OrderedCalls<PlexSourceConnection>? _calls;
    private PlexServerSession? _session;
    private AccountServers? _account;
    private Task<ResponseList<AccountServer>>? _servers;

    /// <summary>
    /// The sources: <c>server://…</c>, <c>provider://…</c>, or an identifier or a title that the session has seen; any other
    /// identifier is taken for a server's.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ClientIdentifier")]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(SourceCompleter))]
    public string[] Source { get; set; } = [];

    /// <summary>Let the server look the source up again instead of using its cache.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Take the servers of the account from plex.tv, by name or identifier.</summary>
    [Parameter]
    public SwitchParameter Account { get; set; }

    /// <summary>The account session to ask; the runspace's default without it. It implies -Account.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>How many sources are asked at once; with 1, each result is written before the next input is taken.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The session to ask; the runspace's default without it.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession? Session { get; set; }

    private OrderedCalls<PlexSourceConnection> Calls => _calls ??= new(ThrottleLimit, Wake);

    /// <summary>Finds the session.</summary>
    protected override void BeginProcessing()
    {
        if (Account || AccountSession is not null)
            _account = RequireServers(AccountSession, Session);
        else
            _session = Require(Session);
    }

    /// <summary>Asks for the sources of this input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string source in Source)
        {
            Calls.Add(source, _account is null ? GetAsync(_session!, source) : GetAsync(_account, source));
            WriteFinished(Calls, all: false, Write);
        }
    }

    /// <summary>Waits for the pending requests.</summary>
    protected override void EndProcessing() => WriteFinished(Calls, all: true, Write);

    private async Task<PlexSourceConnection> GetAsync(PlexServerSession session, string source)
    {
        string known = session.KnownSources.Resolve(source);
        PlexSourceConnection connection = await session.ClientFor(Observer)
            .GetSourceConnectionInformationAsync(known, Refresh, StopToken)
            .ConfigureAwait(false);
        session.KnownSources.Remember(connection.Source, connection.Name);
        return connection;
    }

    /// <summary>plex.tv lists all servers at once: it is asked once for all of the input.</summary>
    private async Task<PlexSourceConnection> GetAsync(AccountServers account, string source)
    {
        ResponseList<AccountServer> servers = await (_servers ??= account.ListAsync(Observer, StopToken)).ConfigureAwait(false);
        return ServerChoice.ConnectionOf(servers.Items, source);
    }

    private void Write(PlexSourceConnection connection)
    {
        foreach (string reason in connection.IgnoredConnections)
            WriteWarning($"Omitted from '{connection.Source}': {reason}.");
        WriteObject(connection);
    }
}
