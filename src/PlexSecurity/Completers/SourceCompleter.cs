using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PlexSecurity.Sessions;

namespace PlexSecurity.Completers;

/// <summary>Completes a source with the sources that the session has listed. It contacts no server.</summary>
public sealed class SourceCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = CompletionText.Unquote(wordToComplete);
        return from known in Known(fakeBoundParameters)?.All ?? []
               where CompletionText.Contains(known.Source.Value, word) || CompletionText.Contains(known.Title, word)
               orderby known.Title
               select new CompletionResult(
                   CompletionText.Quote(known.Source.Value),
                   known.Title,
                   CompletionResultType.ParameterValue,
                   known.Source.Value);
    }

    private static KnownSources? Known(IDictionary? parameters)
    {
        bool isAccount = parameters is not null && (parameters.Contains("Account") || parameters.Contains("AccountSession"));
        return (isAccount ? OpenSessions<PlexAccountSession>.GetBound(parameters, "AccountSession")?.KnownSources : null)
            ?? OpenSessions<PlexServerSession>.GetBound(parameters, "Session")?.KnownSources;
    }
}
