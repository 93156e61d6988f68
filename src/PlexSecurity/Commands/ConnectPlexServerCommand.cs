using System.Management.Automation;
using System.Security;
using PlexSecurity.Completers;
using PlexSecurity.Connections;
using PlexSecurity.Models;
using PlexSecurity.Module;
using PlexSecurity.Responses;
using PlexSecurity.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Opens a session with a server: verifies its identity, checks the token, and makes the session the default of the runspace.
/// Failures are terminating errors, so that a script with <c>$ErrorActionPreference = 'Stop'</c> or a <c>try</c> does not
/// continue with an earlier session, which stays open.
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

    // In seconds. An address of a source that does not respond in this time counts as unreachable.
    private const double MaximumProbeSec = 5;

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
    // Not positional: PSReadLine keeps a line with this parameter name out of the history file.
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [TokenTransformation]
    [AllowNull]
    public SecureString? Token { get; set; }

    /// <summary>The expected machine identifier of the server.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = EnvironmentSet)]
    [OptionalTextTransformation]
    public string? MachineIdentifier { get; set; }

    /// <summary>Whether to get the address and the token from PLEX_URL and PLEX_TOKEN.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>The source to connect to, through its best address and with its own token.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SourceSet)]
    [SourceConnectionTransformation]
    public PlexSourceConnection? SourceConnection { get; set; }

    /// <summary>
    /// The name of a server of the account, with optional wildcards, or its identifier; by default, the only server that the
    /// account owns.
    /// </summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServerNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The account session; by default, the default account session of the runspace.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AccountSessionCompleter))]
    public PlexAccountSession? AccountSession { get; set; }

    /// <summary>Whether to exchange the token for a transient token and keep only that.</summary>
    [Parameter]
    public SwitchParameter Transient { get; set; }

    /// <summary>Whether to write the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Validates the parameters.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireValue(nameof(MachineIdentifier));
        // The list for the warning is read while the server is contacted.
        _ = Task.Run(static () => ServerAdvisories.Known);
    }

    /// <summary>Connects to the server of the current input.</summary>
    protected override void ProcessRecord()
    {
        string address = Uri;
        try
        {
            if (FromEnvironment)
                address = GetVariable(UriVariable, PlexError.InvalidUri, VariableAdvice);
            PlexServerSession session = ParameterSetName == NameSet ? OpenNamed()
                : SourceConnection is null ? OpenAddress(address)
                : OpenSource(SourceConnection);
            SessionStore<PlexServerSession>.Current.Add(session);
            WarnAboutAdvisories(session);
            if (PassThru)
                WriteObject(session);
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, Target(address)));
        }
    }

    private object Target(string address) =>
        ParameterSetName == NameSet ? Name ?? "plex.tv" : SourceConnection ?? (object)ServerAddress.Display(address);

    /// <summary>Gets the server from plex.tv, and connects with the client identifier of the account session.</summary>
    private PlexServerSession OpenNamed()
    {
        // An object can have a bound property, such as CertificateThumbprint, but no address. It must not select this server.
        if (Name is null && MyInvocation.ExpectingInput)
        {
            throw new PlexException(
                PlexError.InvalidUri, "The input contains no address of a server.", "Specify the address with the property Uri.");
        }

        PlexAccountSession account = AccountSession ?? SessionStore<PlexAccountSession>.Current.Default
            ?? throw NotSignedIn();
        ResponseList<AccountServer> servers = Await(AccountServerProvider.From(account).ListAsync(Observer, StopToken));
        return OpenSource(ServerSelector.SelectConnection(servers.Items, Name), account.ClientIdentifier);
    }

    private PlexException NotSignedIn() => Name is not null ? PlexAccountSession.NotSignedIn(null) : new(
        PlexError.NotSignedIn,
        "No server is specified, and no account is signed in to plex.tv.",
        "Specify the address and the token of the server with -Uri and -Token, or sign in with Connect-PlexAccount first.");

    private PlexServerSession OpenAddress(string address)
    {
        PlexToken token = ReadToken(FromEnvironment, Token, VariableAdvice);
        Uri server = ServerAddress.Parse(address, secure: CertificateThumbprint is not null);
        PlexServerClient client = new(server, token, Options(ReadMachineIdentifier()));
        WarnAboutPlainHttp(client);
        return Await(PlexServerSession.OpenAsync(client, Transient, Observer, StopToken));
    }

    /// <summary>
    /// Connects through the best address. Opening the session verifies the identity again, and the token is sent only to the
    /// machine of the source.
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

        double timeoutSec = TimeoutSec is > 0 and < MaximumProbeSec ? TimeoutSec : MaximumProbeSec;
        PlexConnectionTester tester = new(source, Options(timeoutSec, observer: Observer));
        PlexConnectionTest found = Await(tester.FindBestAsync(StopToken));
        PlexConnection best = found.Connection;
        PlexToken token = PlexToken.FromSecureString(source.AccessToken);
        // With -SkipCertificateCheck, the session accepts only the certificate from the test.
        PlexClientOptions options = Options(source.ClientIdentifier, found.CertificateThumbprint, source.Owner, clientIdentifier);
        PlexServerClient client = new(best.Uri, token, options);
        WarnAboutPlainHttp(client);

        // Most sources already have a transient token, which cannot be exchanged.
        bool exchange = Transient && token.Kind == PlexTokenKind.Account;
        return Await(PlexServerSession.OpenAsync(client, exchange, Observer, StopToken, source.Source, best));
    }

    private void WarnAboutAdvisories(PlexServerSession session)
    {
        if (AdvisoryWarnings.ForServer(session) is not string warning)
            return;
        try
        {
            WriteWarning(warning);
        }
        catch
        {
            // With -WarningAction Stop, the cmdlet fails, and a failure leaves no session open.
            session.Disconnect();
            throw;
        }
    }

    /// <summary>
    /// Warns if an account token is sent over plain http. A transient token expires within two days, an account token does not.
    /// </summary>
    private void WarnAboutPlainHttp(PlexServerClient client)
    {
        if (client.Server.Scheme != System.Uri.UriSchemeHttp || client.TokenKind != PlexTokenKind.Account
            || AllowUnencryptedAuthentication || (ServerAddress.IsLoopback(client.Server) && (Proxy is null || NoProxy)))
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
}
