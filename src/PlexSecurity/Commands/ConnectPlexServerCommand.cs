using System.Management.Automation;
using System.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Opens a session with a server: asks who it is, checks the token, and makes the session the runspace's default. A failure is
/// terminating, so that a script does not go on with an earlier session; that one stays as it was.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "PlexServer", DefaultParameterSetName = UriSet, HelpUri = HelpLinks.ConnectPlexServer)]
[OutputType(typeof(PlexServerSession))]
public sealed class ConnectPlexServerCommand : PlexCommand
{
    private const string UriSet = "Uri";
    private const string EnvironmentSet = "Environment";
    private const string UriVariable = "PLEX_URL";
    private const string TokenVariable = "PLEX_TOKEN";

    /// <summary>The address of the server: a URL, a host, or host:port.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [AllowEmptyString]
    public string Uri { get; set; } = string.Empty;

    /// <summary>The token: a SecureString, a credential with the token as password, or a string.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [TokenTransformation]
    [AllowNull]
    public SecureString? Token { get; set; }

    /// <summary>Take address and token from PLEX_URL and PLEX_TOKEN.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>Trade the token for a transient one at once and keep only that.</summary>
    [Parameter]
    public SwitchParameter Transient { get; set; }

    /// <summary>Write the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Seconds that one attempt of a call may take; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public double TimeoutSec { get; set; } = 30;

    /// <summary>How often a call is tried again when the server is busy or the connection fails.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>The longest wait in seconds before the first retry; it doubles with each.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; } = 1;

    /// <summary>Accept any certificate in this session.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The SHA-256 thumbprint of the one certificate to accept.</summary>
    [Parameter]
    [ValidatePattern("^([0-9A-Fa-f]{2}[: ]?){31}[0-9A-Fa-f]{2}$")]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Send the token over http also to a public address.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>The proxy to go through.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Go through no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>What names this client to Plex, in place of the identifier of user and machine.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]{1,256}$")]
    public string? ClientIdentifier { get; set; }

    /// <summary>Connects to the server of this input.</summary>
    protected override void ProcessRecord()
    {
        string address = Uri;
        try
        {
            if (FromEnvironment)
                address = FromVariable(UriVariable, PlexError.InvalidUri);
            using PlexToken token = ReadToken();
            PlexServerClient client = new(ServerAddress.Parse(address), token, Options());
            Keep(Await(PlexServerSession.OpenAsync(client, Transient, Observe, StopToken)));
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, ServerAddress.Display(address)));
        }
    }

    private void Keep(PlexServerSession session)
    {
        SessionStore.OfThisRunspace.Add(session);
        if (PassThru)
            WriteObject(session);
    }

    private PlexToken ReadToken()
    {
        if (FromEnvironment)
            return new PlexToken(FromVariable(TokenVariable, PlexError.InvalidToken));
        return Token is null ? new PlexToken(string.Empty) : PlexToken.FromSecureString(Token);
    }

    private static string FromVariable(string name, PlexError error) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw new PlexException(
            error,
            $"The environment variable {name} is not set.",
            $"Set {UriVariable} and {TokenVariable}, or give -Uri and -Token.");

    private PlexClientOptions Options()
    {
        if (SkipCertificateCheck && CertificateThumbprint is null)
            WriteWarning("Certificates are not checked in this session: whoever is on the way can read the token. Prefer -CertificateThumbprint.");
        if (Proxy is { IsAbsoluteUri: false })
            throw new PlexException(PlexError.InvalidUri, "The address of the proxy is not a URL.", "Give it as http://host:port.");

        return new PlexClientOptions
        {
            Timeout = TimeoutSec > 0 ? TimeSpan.FromSeconds(TimeoutSec) : Timeout.InfiniteTimeSpan,
            MaximumRetryCount = MaximumRetryCount,
            RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
            SkipCertificateCheck = SkipCertificateCheck,
            CertificateThumbprint = CertificateThumbprint,
            AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
            Proxy = Proxy,
            NoProxy = NoProxy,
            ClientIdentifier = ResolveClientIdentifier(),
        };
    }

    private string ResolveClientIdentifier()
    {
        PlexClientIdentifier identifier = PlexClientIdentifier.Resolve(ClientIdentifier);
        if (identifier.Notice is not null)
            WriteWarning(identifier.Notice);
        return identifier.Value;
    }
}
