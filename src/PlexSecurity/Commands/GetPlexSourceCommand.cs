using System.Management.Automation;
using PlexSecurity.Completers;
using PlexSecurity.Models;
using PlexSecurity.Responses;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Lists the sources that a server knows: itself, its providers (<c>GET /media/providers</c>) and, where wished, the servers of
/// the account (plex.tv's <c>GET /api/v2/resources</c>). The account is listed also without a server.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PlexSource")]
[OutputType(typeof(PlexSource))]
public sealed class GetPlexSourceCommand : PlexSessionCommand
{
    /// <summary>List the servers of the account too: the one that is signed in, or that of the session's account token.</summary>
    [Parameter]
    public SwitchParameter Account { get; set; }

    /// <summary>The account session to list the servers of; the runspace's default without it. It implies -Account.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>The session to ask; the runspace's default without it.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession? Session { get; set; }

    /// <summary>Writes the sources; a part that cannot be listed is an error, and the others still come.</summary>
    protected override void EndProcessing()
    {
        AccountServers? account = Account || AccountSession is not null ? RequireServers(AccountSession, Session) : null;
        PlexServerSession? session = Session ?? SessionStore<PlexServerSession>.OfThisRunspace.Default;
        if (account is null || Session is not null)
            session = Require(session);

        List<PlexSource> servers = account is null
            ? []
            : [.. List(account.Session, account.ListAsync(Observer, StopToken)).Select(static server => server.Source)];
        if (session is not null)
            WriteServer(session, servers);
        foreach (PlexSource server in servers)
        {
            session?.KnownSources.Remember(server.Source, server.Title);
            WriteObject(server);
        }
    }

    /// <summary>The server itself, which the account may list too, and its providers.</summary>
    private void WriteServer(PlexServerSession session, List<PlexSource> servers)
    {
        PlexSource? listed = servers.Find(server => server.Identifier == session.MachineIdentifier);
        if (listed is not null)
            servers.Remove(listed);
        Write(session, new PlexSource(PlexSourceKind.Server, session.MachineIdentifier, session.Name, session.Name, listed?.Owned)
        {
            Owner = listed?.Owner,
            Product = listed?.Product,
            Version = session.Version ?? listed?.Version,
            Platform = listed?.Platform,
            Presence = listed?.Presence,
            CreatedAt = listed?.CreatedAt,
            LastSeenAt = listed?.LastSeenAt,
        });
        foreach (PlexSource provider in List(session, session.ClientFor(Observer).ListMediaProvidersAsync(StopToken)))
            Write(session, provider);
    }

    private IReadOnlyList<T> List<T>(object target, Task<ResponseList<T>> list)
    {
        try
        {
            ResponseList<T> sources = Await(list);
            if (sources.LeftOut > 0)
                WriteWarning($"Omitted sources without a valid identifier: {sources.LeftOut}.");
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
        session.KnownSources.Remember(source.Source, source.Title);
        WriteObject(source);
    }
}
