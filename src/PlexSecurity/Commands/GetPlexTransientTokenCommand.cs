using System.Management.Automation;
using PlexSecurity.Completion;

namespace PlexSecurity.Commands;

/// <summary>Gets a temporary token from each session's server: <c>POST /security/token</c>.</summary>
[Cmdlet(VerbsCommon.Get, "PlexTransientToken", HelpUri = HelpLinks.GetPlexTransientToken)]
[OutputType(typeof(PlexTransientToken), typeof(string))]
public sealed class GetPlexTransientTokenCommand : PlexSessionCommand
{
    private const int ThrottleLimit = 8;

    private OrderedCalls<object>? _calls;

    /// <summary>The type of the token; Plex documents one.</summary>
    [Parameter(Position = 0)]
    public PlexTokenType Type { get; set; } = PlexTokenType.Delegation;

    /// <summary>The scope of the token; Plex documents one.</summary>
    [Parameter(Position = 1)]
    public PlexTokenScope Scope { get; set; } = PlexTokenScope.All;

    /// <summary>Write the token as text in place of an object with a SecureString.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>The sessions to ask; the runspace's default without it.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public PlexServerSession[]? Session { get; set; }

    private OrderedCalls<object> Calls => _calls ??= new(ThrottleLimit, Wake);

    /// <summary>Asks the sessions of this input.</summary>
    protected override void ProcessRecord()
    {
        foreach (PlexServerSession? given in Session ?? [null!])
        {
            PlexServerSession session = Require(given);
            Calls.Add(session, session.ClientFor(Observer).GetTransientTokenAsync(Type, Scope, token => Shown(token, session), StopToken));
            WriteFinished(Calls, all: false, WriteObject);
        }
    }

    /// <summary>Waits for what is still under way.</summary>
    protected override void EndProcessing() => WriteFinished(Calls, all: true, WriteObject);

    /// <summary>As it arrives, on any thread: the core's copy in the clear ends here, also of a token that is never written.</summary>
    private object Shown(TransientToken token, PlexServerSession session)
    {
        using (token)
            return AsPlainText ? token.Token.Reveal() : new PlexTransientToken(token, session);
    }
}
