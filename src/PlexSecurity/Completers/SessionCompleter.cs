using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PlexSecurity.Completers;

/// <summary>Completes a session from the open ones of the runspace.</summary>
public sealed class SessionCompleter : IArgumentCompleter
{
    /// <summary>Completes <c>-Session</c>.</summary>
    /// <param name="commandName">The command.</param>
    /// <param name="parameterName">The parameter.</param>
    /// <param name="wordToComplete">The part of the server's name or address that was typed.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The parameters before.</param>
    /// <returns>An expression for each session with that part in it.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        OpenSessions<PlexServerSession>.Complete(wordToComplete, "Get-PlexServerSession");
}
