using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Makes an address of a string or a <see cref="Uri"/>, and of nothing else: PowerShell would take the text of any piped object
/// for an address, before it looks at the object's properties.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Turns the argument into text.</summary>
    /// <param name="engineIntrinsics">The engine; not needed.</param>
    /// <param name="inputData">The argument.</param>
    /// <returns>The address as text; empty for null.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">The argument is of another type.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => string.Empty,
            string text => text,
            Uri { IsAbsoluteUri: true } uri => uri.AbsoluteUri,
            Uri uri => uri.OriginalString,
            _ => throw Bindings.NotFor("The address must be a string or a URI."),
        };
}
