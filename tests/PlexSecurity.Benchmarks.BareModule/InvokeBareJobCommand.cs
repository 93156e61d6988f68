using System.Management.Automation;

namespace BareModule;

/// <summary>What connecting and one token ask: /identity, / and /security/token.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareJob")]
public sealed class InvokeBareJobCommand : BareCommand
{
    /// <summary>Asks one after the other.</summary>
    protected override void EndProcessing()
    {
        BareClient.GetIdentityAsync(Uri).GetAwaiter().GetResult();
        BareClient.GetServerAsync(Uri, Token).GetAwaiter().GetResult();
        WriteObject(BareClient.GetTokenAsync(Uri, Token).GetAwaiter().GetResult().MediaContainer?.Token);
    }
}
