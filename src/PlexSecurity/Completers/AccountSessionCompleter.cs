using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PlexSecurity.Completers;

/// <summary>Completes an account session with the open sessions of the runspace.</summary>
public sealed class AccountSessionCompleter : IArgumentCompleter
{
    /// <summary>Completes <c>-AccountSession</c>.</summary>
    /// <param name="commandName">The command.</param>
    /// <param name="parameterName">The parameter.</param>
    /// <param name="wordToComplete">The typed part of the user name.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The other parameters.</param>
    /// <returns>An expression for each matching account session.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        OpenSessions<PlexAccountSession>.Complete(wordToComplete, "Get-PlexAccount");
}
