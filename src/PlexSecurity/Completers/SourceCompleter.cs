using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PlexSecurity.Sessions;

namespace PlexSecurity.Completers;

/// <summary>Completes a source from what the session has seen already. No server is asked.</summary>
public sealed class SourceCompleter : IArgumentCompleter
{
    /// <summary>Completes <c>-Source</c>.</summary>
    /// <param name="commandName">The command.</param>
    /// <param name="parameterName">The parameter.</param>
    /// <param name="wordToComplete">The part of the source, or of its name, that was typed.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The parameters before; <c>Session</c> is heeded.</param>
    /// <returns>The sources that have that part in them.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = CompletionText.Typed(wordToComplete);
        return from known in Known(fakeBoundParameters)?.All ?? []
               where CompletionText.Contains(known.Source.Value, word) || CompletionText.Contains(known.Title, word)
               orderby known.Title
               select new CompletionResult(
                   CompletionText.Quoted(known.Source.Value),
                   known.Title,
                   CompletionResultType.ParameterValue,
                   known.Source.Value);
    }

    private static KnownSources? Known(IDictionary? parameters)
    {
        bool isOfAccount = parameters is not null && (parameters.Contains("Account") || parameters.Contains("AccountSession"));
        return (isOfAccount ? OpenSessions<PlexAccountSession>.Given(parameters, "AccountSession")?.KnownSources : null)
            ?? OpenSessions<PlexServerSession>.Given(parameters, "Session")?.KnownSources;
    }
}
