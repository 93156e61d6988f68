using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PlexSecurity.Completers;

/// <summary>Completes an account session with the open sessions of the runspace.</summary>
public sealed class AccountSessionCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        OpenSessions<PlexAccountSession>.Complete(wordToComplete, "Get-PlexAccount");
}
