using System.Collections;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Accepts versions, and objects with a version, such as saved sessions. PowerShell would convert such an object to text before
/// it binds the properties of the object. A source has its own parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class VersionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IList list
            ? list.Cast<object?>().Select(ToVersion).ToArray()
            : ToVersion(inputData);

    private static object? ToVersion(object? input) =>
        ((input as PSObject)?.BaseObject ?? input) is not (null or string or PlexSource)
        && PSObject.AsPSObject(input).Properties["Version"] is PSPropertyInfo version
            ? version.Value?.ToString() ?? string.Empty
            : input;
}
