using System.Management.Automation;

namespace BareModule;

/// <summary>The requests for connecting and one token: /identity, / and /security/token.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareJob")]
public sealed class InvokeBareJobCommand : BareCommand
{
    /// <summary>Sends the requests in order.</summary>
    protected override void EndProcessing()
    {
        BareClient.GetIdentityAsync(Uri).GetAwaiter().GetResult();
        BareClient.GetServerAsync(Uri, Token).GetAwaiter().GetResult();
        WriteObject(BareClient.GetTokenAsync(Uri, Token).GetAwaiter().GetResult().MediaContainer?.Token);
    }
}
