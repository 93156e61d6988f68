using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Accepts versions, and objects with a version, such as the servers of an account or saved sessions. PowerShell would convert
/// such an object to text before it binds the properties of the object.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class VersionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null or PSObject { BaseObject: PlexServerSession or string } or PlexServerSession or string
            || PSObject.AsPSObject(inputData).Properties["Version"] is not PSPropertyInfo version
            ? inputData
            : version.Value?.ToString() ?? string.Empty;
}
