using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Takes null for an empty text, so that a property without a value binds as an empty cell of a CSV row does. What an empty text
/// means is up to the cmdlet.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OptionalTextTransformationAttribute : ArgumentTransformationAttribute
{
    // Refused by every parameter that is checked.
    private const string NoText = "?";

    /// <summary>Turns null into an empty text.</summary>
    /// <param name="engineIntrinsics">The engine; not needed.</param>
    /// <param name="inputData">The argument.</param>
    /// <returns>The text; empty for null. A text that is refused for everything else.</returns>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => string.Empty,
            string text => text,
            // PowerShell would leave the parameter out where a piped object has a list: a check would be skipped without a word.
            _ => NoText,
        };
}
