using System.Management.Automation;

namespace BareModule;

/// <summary>One transient token.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareToken")]
public sealed class InvokeBareTokenCommand : BareCommand
{
    /// <summary>Asks and waits.</summary>
    protected override void EndProcessing() =>
        WriteObject(BareClient.GetTokenAsync(Uri, Token).GetAwaiter().GetResult().MediaContainer?.Token);
}
