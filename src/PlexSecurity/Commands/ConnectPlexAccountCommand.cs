using System.Management.Automation;
using System.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Signs in to plex.tv with a code or with an existing token. The session becomes the default account session of the runspace.
/// Failures are terminating errors.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "PlexAccount", DefaultParameterSetName = CodeSet)]
[OutputType(typeof(PlexAccountSession))]
public sealed class ConnectPlexAccountCommand : PlexProxyCommand
{
    private const string CodeSet = "Code";
    private const string BrowserSet = "Browser";
    private const string TokenSet = "Token";
    private const string EnvironmentSet = "Environment";

    /// <summary>Whether to open the sign-in page in the default browser.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BrowserSet)]
    public SwitchParameter OpenBrowser { get; set; }

    /// <summary>The token of the account: a SecureString, a credential with the token as password, or a string.</summary>
    // Not positional: PSReadLine keeps a line with this parameter name out of the history file.
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = TokenSet)]
    [TokenTransformation]
    [AllowNull]
    public SecureString? Token { get; set; }

    /// <summary>Whether to get the token from PLEX_TOKEN.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>The maximum time to wait for the sign-in, in seconds; 0 to wait until the code expires.</summary>
    [Parameter(ParameterSetName = CodeSet)]
    [Parameter(ParameterSetName = BrowserSet)]
    [ValidateRange(0, 3600)]
    public int SignInTimeoutSec { get; set; }

    /// <summary>The timeout of each attempt in seconds; 0 for no timeout.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public double TimeoutSec { get; set; } = 30;

    /// <summary>The maximum number of retries when plex.tv is busy or the connection fails.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>The maximum wait before the first retry, in seconds. It doubles with each retry.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; } = 1;

    /// <summary>The identifier of this client; by default, the identifier of the user and machine.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidatePattern("^[!-~]{1,256}\\z")]
    public string? ClientIdentifier { get; set; }

    /// <summary>Whether to write the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Signs in.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            PlexAccountSession session = Open();
            SessionStore<PlexAccountSession>.Current.Add(session);
            if (PassThru)
                WriteObject(session);
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, "plex.tv"));
        }
    }

    private PlexAccountSession Open()
    {
        PlexToken? given = ParameterSetName is CodeSet or BrowserSet
            ? null
            : ReadToken(FromEnvironment, Token, $"Set {TokenVariable}, or specify -Token.");
        PlexClientOptions options = Options(
            TimeoutSec, MaximumRetryCount, RetryIntervalSec, ResolveClientIdentifier(ClientIdentifier));
        using PlexAccountClient client = new(given, options, Observer);
        PlexToken token = given ?? SignIn(client);
        try
        {
            return new PlexAccountSession(token, options, Await(client.GetUserAsync(StopToken)));
        }
        catch (PlexException) when (given is null)
        {
            SignOut(client);
            throw;
        }
    }

    /// <summary>
    /// Revokes the token of a failed sign-in, because no session uses it. The error of the sign-in is the one to report.
    /// </summary>
    private void SignOut(PlexAccountClient client)
    {
        try
        {
            Await(client.SignOutAsync(StopToken));
        }
        catch (PlexException)
        {
            WriteWarning("The token of this sign-in may still be valid. Remove the device with Remove-PlexAccountDevice.");
        }
    }

    private PlexToken SignIn(PlexAccountClient client)
    {
        PlexSignIn signIn = Await(client.RequestSignInAsync(OpenBrowser, StopToken));
        SignInPrompt prompt = new(signIn, isOpened: OpenBrowser && SignInPrompt.TryOpen(signIn.Address));
        // With the PSHOST tag, the code is visible even if the output is assigned. -InformationAction Ignore suppresses it.
        WriteInformation(new HostInformationMessage { Message = prompt.Message }, ["PSHOST"]);

        TimeSpan? timeout = SignInTimeoutSec > 0 ? TimeSpan.FromSeconds(SignInTimeoutSec) : null;
        DateTimeOffset end = DateTimeOffset.Now + timeout is DateTimeOffset limit && limit < signIn.ExpiresAt
            ? limit
            : signIn.ExpiresAt;
        Task<PlexToken> wait = client.AwaitSignInAsync(signIn, timeout, StopToken);
        WriteProgress(prompt.Progress(end));
        using (new Timer(_ => Post(Show), null, 1000, 1000))
        {
            try
            {
                return Await(wait);
            }
            finally
            {
                if (!StopToken.IsCancellationRequested)
                    WriteProgress(SignInPrompt.Finished);
            }
        }

        // A queued update must not show the progress bar again.
        void Show()
        {
            if (!wait.IsCompleted)
                WriteProgress(prompt.Progress(end));
        }
    }
}
