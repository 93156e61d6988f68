using System.Collections;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>Accepts source connections and saved copies from <c>Import-Clixml</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SourceConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            IList list => list.Cast<object?>().Select(Convert).ToArray(),
            _ => Convert(inputData),
        };

    private static PlexSourceConnection Convert(object? item) => item switch
    {
        PlexSourceConnection live => live,
        PSObject { BaseObject: PlexSourceConnection wrapped } => wrapped,
        PSObject copy when copy.TypeNames.Contains(SavedSourceConnection.TypeName) => SavedSourceConnection.Read(copy),
        _ => throw BindingErrors.InvalidType(
            "The source connection must be the output of Get-PlexSourceConnection, or a saved copy of it."),
    };
}
