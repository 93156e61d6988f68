using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>What a transformation tells PowerShell's binder.</summary>
internal static class Bindings
{
    /// <summary>The input is not for this parameter. For piped input the binder then goes on to the next parameter.</summary>
    public static ArgumentTransformationMetadataException NotFor(string message) =>
        new(message, new PSInvalidCastException(message));
}
