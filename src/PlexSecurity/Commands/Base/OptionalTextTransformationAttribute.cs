using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Converts null to an empty text, so that a property without a value binds like an empty cell of a CSV row. The cmdlet
/// determines the meaning of an empty text.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OptionalTextTransformationAttribute : ArgumentTransformationAttribute
{
    // Not valid for any of the parameters.
    private const string InvalidText = "?";

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => string.Empty,
            string text => text,
            // For a piped object with a list, PowerShell would ignore the parameter and so silently skip a check.
            _ => InvalidText,
        };
}
