using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Accepts any text as a proxy address, because the message of PowerShell for an invalid URI would contain the password in it.
/// The cmdlet validates the address.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ProxyTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Uri InvalidAddress = new("invalid", UriKind.Relative);

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text ? inputData
        : text.Contains("://") && Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? proxy) ? proxy
        : InvalidAddress;
}
