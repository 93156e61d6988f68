using System.Management.Automation;
using PlexSecurity.Completers;

namespace PlexSecurity.Commands;

/// <summary>Gets a transient token from the server of each session: <c>POST /security/token</c>.</summary>
[Cmdlet(VerbsCommon.Get, "PlexTransientToken")]
[OutputType(typeof(PlexTransientToken), typeof(string))]
public sealed class GetPlexTransientTokenCommand : PlexSessionCommand
{
    private const int ThrottleLimit = 8;

    private OrderedCalls<PlexTransientToken>? _calls;

    /// <summary>The type of the token. Plex documents one value.</summary>
    [Parameter(Position = 0)]
    public PlexTokenType Type { get; set; } = PlexTokenType.Delegation;

    /// <summary>The scope of the token. Plex documents one value.</summary>
    [Parameter(Position = 1)]
    public PlexTokenScope Scope { get; set; } = PlexTokenScope.All;

    /// <summary>Whether to write the token as text instead of an object with a SecureString.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>The sessions; by default, the default session of the runspace.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession[]? Session { get; set; }

    private OrderedCalls<PlexTransientToken> Calls => _calls ??= new(ThrottleLimit, Wake);

    /// <summary>Requests tokens from the sessions of the current input.</summary>
    protected override void ProcessRecord()
    {
        foreach (PlexServerSession? given in Session ?? [null!])
        {
            if (IsDisconnected(given))
                continue;
            PlexServerSession session = Require(given);
            if (session.TokenKind == PlexTokenKind.Account
                && session.IsFirstTransientToken()
                && AdvisoryWarnings.ForTransientToken(session) is string warning)
                WriteWarning(warning);
            Calls.Add(session, session.GetClient(Observer).GetTransientTokenAsync(Type, Scope, StopToken));
            WriteFinished(Calls, all: false, Write);
        }
    }

    /// <summary>Waits for the pending requests.</summary>
    protected override void EndProcessing() => WriteFinished(Calls, all: true, Write);

    private void Write(PlexTransientToken token) =>
        WriteObject(AsPlainText ? PlexToken.FromSecureString(token.Token).Reveal() : token);
}
