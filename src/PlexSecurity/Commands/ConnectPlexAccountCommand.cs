using System.Management.Automation;
using System.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity.Commands;

/// <summary>
/// Signs in to plex.tv: with a code that a person enters, or with a token that is there already. The session becomes the
/// runspace's default account session. A failure is terminating.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "PlexAccount", DefaultParameterSetName = CodeSet)]
[OutputType(typeof(PlexAccountSession))]
public sealed class ConnectPlexAccountCommand : PlexProxyCommand
{
    private const string CodeSet = "Code";
    private const string BrowserSet = "Browser";
    private const string TokenSet = "Token";
    private const string EnvironmentSet = "Environment";

    /// <summary>Open the page for the sign-in in the default browser.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BrowserSet)]
    public SwitchParameter OpenBrowser { get; set; }

    /// <summary>The token of the account: a SecureString, a credential with the token as password, or a string.</summary>
    // Named only: PSReadLine keeps a line out of its history file for the name of this parameter.
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = TokenSet)]
    [TokenTransformation]
    [AllowNull]
    public SecureString? Token { get; set; }

    /// <summary>Take the token from PLEX_TOKEN.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>Seconds to wait for the person; 0 for as long as the code is good.</summary>
    [Parameter(ParameterSetName = CodeSet)]
    [Parameter(ParameterSetName = BrowserSet)]
    [ValidateRange(0, 3600)]
    public int SignInTimeoutSec { get; set; }

    /// <summary>Seconds that one attempt of a request may take; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public double TimeoutSec { get; set; } = 30;

    /// <summary>How often a request is tried again when plex.tv is busy or the connection fails.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>The longest wait in seconds before the first retry; it doubles with each.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public double RetryIntervalSec { get; set; } = 1;

    /// <summary>What names this client to plex.tv, in place of the identifier of user and machine.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidatePattern("^[!-~]{1,256}\\z")]
    public string? ClientIdentifier { get; set; }

    /// <summary>Write the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Signs in.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            PlexAccountSession session = Open();
            SessionStore<PlexAccountSession>.OfThisRunspace.Add(session);
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
        PlexToken? given = ParameterSetName is CodeSet or BrowserSet ? null : ReadToken();
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

    /// <summary>A token that no session will hold is not to stay valid. What ended the sign-in is the error to show.</summary>
    private void SignOut(PlexAccountClient client)
    {
        try
        {
            Await(client.SignOutAsync(StopToken));
        }
        catch (PlexException)
        {
            WriteWarning("The token of this sign-in may still be valid: remove the device with Remove-PlexAccountDevice.");
        }
    }

    private PlexToken SignIn(PlexAccountClient client)
    {
        PlexSignIn signIn = Await(client.RequestSignInAsync(OpenBrowser, StopToken));
        SignInPrompt prompt = new(signIn, isOpened: OpenBrowser && SignInPrompt.TryOpen(signIn.Address));
        // The host's tag shows the code also where the output is assigned; -InformationAction Ignore silences it.
        WriteInformation(new HostInformationMessage { Message = prompt.Message }, ["PSHOST"]);

        TimeSpan? timeout = SignInTimeoutSec > 0 ? TimeSpan.FromSeconds(SignInTimeoutSec) : null;
        DateTimeOffset end = DateTimeOffset.Now + timeout is DateTimeOffset sooner && sooner < signIn.ExpiresAt
            ? sooner
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

        // One that was posted last must not show the bar again.
        void Show()
        {
            if (!wait.IsCompleted)
                WriteProgress(prompt.Progress(end));
        }
    }

    private PlexToken ReadToken() => FromEnvironment
        ? new PlexToken(FromVariable(TokenVariable, PlexError.InvalidToken, $"Set {TokenVariable}, or give -Token."))
        : Given(Token);
}
