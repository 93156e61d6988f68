using System.Management.Automation;

namespace BareModule;

/// <summary>Requests the connection information of many sources in parallel.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareSources")]
public sealed class InvokeBareSourcesCommand : BareCommand
{
    /// <summary>The number of sources.</summary>
    [Parameter(Mandatory = true)]
    public int Count { get; set; }

    /// <summary>The number of concurrent requests.</summary>
    [Parameter(Mandatory = true)]
    public int ThrottleLimit { get; set; }

    /// <summary>Requests <c>server://slow1</c> and so on.</summary>
    protected override void EndProcessing()
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = ThrottleLimit };
        Parallel.ForEachAsync(
            Enumerable.Range(1, Count),
            options,
            async (i, ct) => await BareClient.GetSourceAsync(Uri, Token, $"server://slow{i}", ct)
                .ConfigureAwait(false)).GetAwaiter().GetResult();
    }
}
