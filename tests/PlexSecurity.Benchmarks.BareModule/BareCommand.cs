using System.Management.Automation;

namespace BareModule;

/// <summary>A cmdlet that asks a server by <see cref="BareClient"/>.</summary>
public abstract class BareCommand : PSCmdlet
{
    /// <summary>The address of the server.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public Uri Uri { get; set; } = null!;

    /// <summary>The token, in the clear.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Token { get; set; } = string.Empty;
}
