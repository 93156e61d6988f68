using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Accepts only a string or a <see cref="Uri"/> as an address. Otherwise, PowerShell would convert any piped object to text and
/// use it as an address, before it binds the properties of the object.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
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
