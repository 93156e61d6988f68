using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>Creates the exceptions of argument transformations.</summary>
internal static class BindingErrors
{
    /// <summary>The input has an unsupported type. For piped input, the binder then tries other parameters.</summary>
    public static ArgumentTransformationMetadataException InvalidType(string message) =>
        new(message, new PSInvalidCastException(message));
}
