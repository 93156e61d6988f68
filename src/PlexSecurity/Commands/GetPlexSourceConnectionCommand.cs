using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Connections;
using PlexSecurity.Models;
using PlexSecurity.Responses;

namespace PlexSecurity.Commands;

/// <summary>
/// Gets the addresses and the token of sources from the server (<c>GET /security/resources</c>) or, with -Account, from plex.tv
/// (<c>GET /api/v2/resources</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlexSourceConnection")]
[OutputType(typeof(PlexSourceConnection))]
public sealed class GetPlexSourceConnectionCommand : PlexSessionCommand
{
    private OrderedCalls<PlexSourceConnection>? _calls;
    private PlexServerSession? _session;
    private AccountServerProvider? _account;
    private Task<ResponseList<AccountServer>>? _servers;

    /// <summary>
    /// The sources: <c>server://…</c>, <c>provider://…</c>, an identifier or a title that the session has listed, or any other
    /// identifier of a server.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ClientIdentifier")]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(SourceCompleter))]
    public string[] Source { get; set; } = [];

    /// <summary>Whether the server updates its information instead of using its cache.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Whether to get the servers of the account from plex.tv, by name or identifier.</summary>
    [Parameter]
    public SwitchParameter Account { get; set; }

    /// <summary>The account session; by default, the default account session of the runspace. It implies -Account.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>
    /// The maximum number of sources to request at a time. With 1, each result is written before the next input is read.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The session; by default, the default session of the runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession? Session { get; set; }

    private OrderedCalls<PlexSourceConnection> Calls => _calls ??= new(ThrottleLimit, Wake);

    /// <summary>Gets the session.</summary>
    protected override void BeginProcessing()
    {
        if (Account || AccountSession is not null || HasOnlyAccount(Session))
            _account = RequireServers(AccountSession, Session);
        else
            _session = Require(Session);
    }

    /// <summary>Requests the sources of the current input.</summary>
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
        PlexSourceConnection connection = await session.GetClient(Observer)
            .GetSourceConnectionInformationAsync(known, Refresh, StopToken)
            .ConfigureAwait(false);
        session.KnownSources.Add(connection.Source, connection.Name);
        return connection;
    }

    /// <summary>plex.tv returns all servers in one response, so one request is used for all sources.</summary>
    private async Task<PlexSourceConnection> GetAsync(AccountServerProvider account, string source)
    {
        ResponseList<AccountServer> servers = await (_servers ??= account.ListAsync(Observer, StopToken)).ConfigureAwait(false);
        return ServerSelector.SelectConnection(servers.Items, source);
    }

    private void Write(PlexSourceConnection connection)
    {
        foreach (string reason in connection.IgnoredConnections)
            WriteWarning($"Omitted from '{connection.Source}': {reason}.");
        WriteObject(connection);
    }
}
