using System.Management.Automation;
using System.Security;
using PlexSecurity.Completers;
using PlexSecurity.Connections;
using PlexSecurity.Models;
using PlexSecurity.Responses;
using PlexSecurity.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Opens a session with a server: asks who it is, checks the token, and makes the session the runspace's default. A failure is
/// terminating, so that a script with <c>$ErrorActionPreference = 'Stop'</c> or a <c>try</c> does not go on with an earlier
/// session, which stays as it was.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "PlexServer")]
[OutputType(typeof(PlexServerSession))]
public sealed class ConnectPlexServerCommand : PlexTransportCommand
{
    private const string UriSet = "Uri";
    private const string EnvironmentSet = "Environment";
    private const string SourceSet = "SourceConnection";
    private const string NameSet = "Name";
    private const string UriVariable = "PLEX_URL";
    private const string VariableAdvice = $"Set {UriVariable} and {TokenVariable}, or specify -Uri and -Token.";

    // Seconds. An address of a list that has not said by then who it is counts as dead.
    private const double LongestProbe = 5;

    /// <summary>The address of the server: a URL, a host, or host:port.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = UriSet)]
    [AddressTransformation]
    [AllowEmptyString]
    public string Uri { get; set; } = string.Empty;

    /// <summary>The token: a SecureString, a credential with the token as password, or a string.</summary>
    // Named only: PSReadLine keeps a line out of its history file for the name of this parameter.
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [TokenTransformation]
    [AllowNull]
    public SecureString? Token { get; set; }

    /// <summary>The machine identifier that the server must have before the token is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = EnvironmentSet)]
    [OptionalTextTransformation]
    public string? MachineIdentifier { get; set; }

    /// <summary>Take address and token from PLEX_URL and PLEX_TOKEN.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>The source to connect to, through the best of its connections and with its own token.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SourceSet)]
    [SourceConnectionTransformation]
    public PlexSourceConnection? SourceConnection { get; set; }

    /// <summary>The name of a server of the account, exact or with wildcards, or its identifier.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServerNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The account session with that server; the runspace's default without it.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>Trade the token for a transient one at once and keep only that.</summary>
    [Parameter]
    public SwitchParameter Transient { get; set; }

    /// <summary>Write the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Refuses what cannot be used before anything is done.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireGiven(nameof(MachineIdentifier));
    }

    /// <summary>Connects to the server of this input.</summary>
    protected override void ProcessRecord()
    {
        string address = Uri;
        try
        {
            if (FromEnvironment)
                address = FromVariable(UriVariable, PlexError.InvalidUri, VariableAdvice);
            PlexServerSession session = ParameterSetName == NameSet ? OpenNamed()
                : SourceConnection is null ? OpenAddress(address)
                : OpenSource(SourceConnection);
            SessionStore<PlexServerSession>.OfThisRunspace.Add(session);
            if (AdvisoryWarnings.OfServer(session) is string warning)
                WriteWarning(warning);
            if (PassThru)
                WriteObject(session);
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, Target(address)));
        }
    }

    private object Target(string address) =>
        ParameterSetName == NameSet ? Name : SourceConnection ?? (object)ServerAddress.Display(address);

    /// <summary>Asks plex.tv for the server of that name, and connects as the client that plex.tv knows already.</summary>
    private PlexServerSession OpenNamed()
    {
        PlexAccountSession account = AccountSession ?? SessionStore<PlexAccountSession>.OfThisRunspace.Default
            ?? throw PlexAccountSession.NotSignedIn(null);
        ResponseList<AccountServer> servers = Await(AccountServers.Of(account).ListAsync(Observer, StopToken));
        return OpenSource(ServerChoice.ConnectionOf(servers.Items, Name), account.ClientIdentifier);
    }

    private PlexServerSession OpenAddress(string address)
    {
        PlexToken token = ReadToken();
        Uri server = ServerAddress.Parse(address, secure: CertificateThumbprint is not null);
        PlexServerClient client = new(server, token, Options(ReadMachineIdentifier()));
        WarnOfPlainHttp(client);
        return Await(PlexServerSession.OpenAsync(client, Transient, Observer, StopToken));
    }

    /// <summary>
    /// Through the best connection. Who answers there is asked once more when the session is opened, which sends the token only
    /// to the source's own machine.
    /// </summary>
    private PlexServerSession OpenSource(PlexSourceConnection source, string? clientIdentifier = null)
    {
        if (source.Fault is not null)
            throw source.Fault;
        if (!SourceIdentifier.Parse(source.Source).IsServer)
        {
            throw new PlexException(
                PlexError.InvalidSource,
                $"'{source.Source}' is a provider; a session requires a server.",
                "Use a source of the form server://IDENTIFIER.");
        }

        double timeoutSec = TimeoutSec is > 0 and < LongestProbe ? TimeoutSec : LongestProbe;
        PlexConnectionTester tester = new(source, Options(timeoutSec, observer: Observer));
        PlexConnectionTest found = Await(tester.FindBestAsync(StopToken));
        PlexConnection best = found.Connection;
        PlexToken token = PlexToken.FromSecureString(source.AccessToken);
        // With -SkipCertificateCheck the certificate that was found is the only one from here on.
        PlexClientOptions options = Options(source.ClientIdentifier, found.CertificateThumbprint, source.Owner, clientIdentifier);
        PlexServerClient client = new(best.Uri, token, options);
        WarnOfPlainHttp(client);

        // Most sources come with a transient token already; there is nothing to trade then.
        bool trade = Transient && token.Kind == PlexTokenKind.Account;
        return Await(PlexServerSession.OpenAsync(client, trade, Observer, StopToken, source.Source, best));
    }

    /// <summary>A transient token that is read on the way ends in two days; an account's stays valid.</summary>
    private void WarnOfPlainHttp(PlexServerClient client)
    {
        if (client.Server.Scheme != System.Uri.UriSchemeHttp || client.TokenKind != PlexTokenKind.Account
            || AllowUnencryptedAuthentication || ServerAddress.IsLoopback(client.Server))
            return;
        WriteWarning(
            $"Plain http exposes the account token to the network of '{client.Server.IdnHost}', "
            + "and the token does not expire. Use https, or specify -AllowUnencryptedAuthentication to suppress this warning.");
    }

    private string? ReadMachineIdentifier()
    {
        if (string.IsNullOrEmpty(MachineIdentifier))
            return null;
        if (SourceIdentifier.TryParse(MachineIdentifier, out SourceIdentifier? server)
            && server.Value == SourceIdentifier.ServerPrefix + server.Identifier)
            return server.Identifier;
        throw new PlexException(
            PlexError.InvalidSource,
            "The machine identifier is not valid.",
            "Specify the MachineIdentifier that Get-PlexServerSession shows: letters, digits, '.', '_' and '-'.");
    }

    private PlexToken ReadToken()
    {
        if (FromEnvironment)
            return new PlexToken(FromVariable(TokenVariable, PlexError.InvalidToken, VariableAdvice));
        return Given(Token);
    }
}
