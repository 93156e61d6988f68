using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Failures;

/// <summary>A failure of the network or the server, and the expected error.</summary>
/// <param name="Id">The expected error ID.</param>
/// <param name="Category">The expected category.</param>
/// <param name="Fault">Creates the fault of the stand-in server.</param>
/// <param name="Reason">The expected text in the message.</param>
/// <param name="Advice">The expected text in the recommended action.</param>
/// <param name="Connect">More parameters of Connect-PlexServer.</param>
internal sealed record Failure(
    string Id,
    ErrorCategory Category,
    Func<Fault> Fault,
    string Reason,
    string Advice,
    string Connect = "")
{
    /// <summary>The expected text in the recommended action for a request without a token.</summary>
    public string AdviceWithoutToken { get; init; } = Advice;
}
