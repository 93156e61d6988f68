using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Accepts only a string or a <see cref="Uri"/> as an address. Otherwise, PowerShell would convert any piped object to text and
/// use it as an address, before it binds the properties of the object.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Converts the argument to text.</summary>
    /// <param name="engineIntrinsics">The engine; not used.</param>
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
            _ => throw BindingErrors.InvalidType("The address must be a string or a URI."),
        };
}
