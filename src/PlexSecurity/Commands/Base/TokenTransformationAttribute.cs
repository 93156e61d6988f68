using System.Management.Automation;
using System.Net;
using System.Security;

namespace PlexSecurity.Commands;

/// <summary>
/// Accepts a token as a <see cref="SecureString"/>, a <see cref="PSCredential"/> (its password) or a string. The cmdlet validates
/// the token, so that no binding error contains it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TokenTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            SecureString secure => secure,
            PSCredential credential => credential.Password,
            string text => new NetworkCredential(string.Empty, text).SecurePassword,
            object other => throw new ArgumentTransformationMetadataException(
                $"The token must be a SecureString, a PSCredential or a string, not {other.GetType().Name}."),
        };
}
