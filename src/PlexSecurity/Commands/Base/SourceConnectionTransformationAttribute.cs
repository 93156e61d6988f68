using System.Collections;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>Makes a source connection parameter take also what <c>Import-Clixml</c> makes of a saved one.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SourceConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Turns saved copies into source connections.</summary>
    /// <param name="engineIntrinsics">The engine; not needed.</param>
    /// <param name="inputData">The argument: one or a list.</param>
    /// <returns>A <see cref="PlexSourceConnection"/>, or an array of them for a list.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">The argument is of another type.</exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            PlexSourceConnection live => live,
            IList list => list.Cast<object?>().Select(One).ToArray(),
            _ => One(inputData),
        };

    private static PlexSourceConnection One(object? item) =>
        item is PSObject { BaseObject: PlexSourceConnection wrapped } ? wrapped
        : item as PlexSourceConnection
        ?? (item is PSObject copy && SavedSourceConnection.IsOne(copy) ? SavedSourceConnection.Read(copy)
        : throw Bindings.NotFor("The source connection must be the output of Get-PlexSourceConnection, or a saved copy of it."));
}
