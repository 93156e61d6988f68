using System.Globalization;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// Accepts a time in the past. PowerShell would convert a number of days to ticks, which selects nothing, and a time in the
/// future selects everything.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PastTimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        DateTime? time = (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            DateTime given => given,
            DateTimeOffset given => given.LocalDateTime,
            string text when LanguagePrimitives.TryConvertTo(text, CultureInfo.InvariantCulture, out DateTime given) => given,
            _ => null,
        };
        return time?.ToUniversalTime() <= DateTime.UtcNow
            ? time
            : throw new ArgumentTransformationMetadataException("Specify a time in the past, such as (Get-Date).AddYears(-1).");
    }
}
