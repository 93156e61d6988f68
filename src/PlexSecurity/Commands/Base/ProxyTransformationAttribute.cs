using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Takes also the text of an address that is none: PowerShell's own message about it would show the password in it. What is
/// wrong with a proxy is said by the cmdlet.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ProxyTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Uri None = new("invalid", UriKind.Relative);

    /// <summary>Turns text into an address.</summary>
    /// <param name="engineIntrinsics">The engine; not needed.</param>
    /// <param name="inputData">The argument.</param>
    /// <returns>A <see cref="Uri"/>, a relative one where the text is no address; or the argument, if it is no text.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text ? inputData
        : text.Contains("://") && Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? proxy) ? proxy
        : None;
}
