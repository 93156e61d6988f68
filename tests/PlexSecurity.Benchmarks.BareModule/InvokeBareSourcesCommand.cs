using System.Management.Automation;

namespace BareModule;

/// <summary>The connection information of many sources, several at once.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareSources")]
public sealed class InvokeBareSourcesCommand : BareCommand
{
    /// <summary>How many sources are asked for.</summary>
    [Parameter(Mandatory = true)]
    public int Count { get; set; }

    /// <summary>How many are asked for at once.</summary>
    [Parameter(Mandatory = true)]
    public int ThrottleLimit { get; set; }

    /// <summary>Asks for <c>server://slow1</c> and so on.</summary>
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
