using System.Management.Automation;

namespace BareModule;

/// <summary>The base class of cmdlets that use <see cref="BareClient"/>.</summary>
public abstract class BareCommand : PSCmdlet
{
    /// <summary>The address of the server.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public Uri Uri { get; set; } = null!;

    /// <summary>The token, as plain text.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Token { get; set; } = string.Empty;
}
