using System.Management.Automation;

namespace BareModule;

/// <summary>Requests one transient token.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareToken")]
public sealed class InvokeBareTokenCommand : BareCommand
{
    /// <summary>Sends the request and waits for the response.</summary>
    protected override void EndProcessing() =>
        WriteObject(BareClient.GetTokenAsync(Uri, Token).GetAwaiter().GetResult().MediaContainer?.Token);
}
