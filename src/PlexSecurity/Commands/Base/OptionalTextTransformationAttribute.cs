using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Takes null for an empty text, so that a property without a value binds as an empty cell of a CSV row does. What an empty text
/// means is up to the cmdlet.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OptionalTextTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Turns null into an empty text.</summary>
    /// <param name="engineIntrinsics">The engine; not needed.</param>
    /// <param name="inputData">The argument.</param>
    /// <returns>The argument, or an empty text.</returns>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData ?? string.Empty;
}
