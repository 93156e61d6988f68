using System.Management.Automation;
using PlexSecurity.Completers;

namespace PlexSecurity.Commands;

/// <summary>Gets a temporary token from each session's server: <c>POST /security/token</c>.</summary>
[Cmdlet(VerbsCommon.Get, "PlexTransientToken")]
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
            if (session.IsFirstTransientToken() && AdvisoryWarnings.OfTransientToken(session) is string warning)
                WriteWarning(warning);
            Calls.Add(session, GetAsync(session.ClientFor(Observer)));
            WriteFinished(Calls, all: false, WriteObject);
        }
    }

    /// <summary>Waits for the pending requests.</summary>
    protected override void EndProcessing() => WriteFinished(Calls, all: true, WriteObject);

    private async Task<object> GetAsync(PlexServerClient client) => AsPlainText
        ? (await client.MintAsync(Type, Scope, StopToken).ConfigureAwait(false)).Reveal()
        : await client.GetTransientTokenAsync(Type, Scope, StopToken).ConfigureAwait(false);
}
