using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Failures;

/// <summary>What goes wrong on the way or at the server, and what the module is to say of it.</summary>
/// <param name="Id">The id of the error.</param>
/// <param name="Category">Its category.</param>
/// <param name="Fault">What the stand-in server does.</param>
/// <param name="Reason">What the message has to say.</param>
/// <param name="Advice">What the recommended action has to say.</param>
/// <param name="Connect">More parameters for connecting.</param>
internal sealed record Failure(
    string Id,
    ErrorCategory Category,
    Func<Fault> Fault,
    string Reason,
    string Advice,
    string Connect = "")
{
    /// <summary>What the recommended action has to say where no token was sent.</summary>
    public string AdviceWithoutToken { get; init; } = Advice;
}
