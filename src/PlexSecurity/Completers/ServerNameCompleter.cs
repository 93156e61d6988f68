using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PlexSecurity.Sessions;

namespace PlexSecurity.Completers;

/// <summary>
/// Completes the name of a server with the servers that the account session has listed. It does not contact plex.tv.
/// </summary>
public sealed class ServerNameCompleter : IArgumentCompleter
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
        IReadOnlyList<KnownSource> all =
            OpenSessions<PlexAccountSession>.GetBound(fakeBoundParameters, "AccountSession")?.KnownSources.All ?? [];
        return from known in all
               where CompletionText.Contains(known.Title, word)
                   || CompletionText.Contains(known.Source.Identifier, word)
               orderby known.Title
               let isAmbiguous = all.Count(other => IsSame(other.Title, known.Title)) > 1
               select new CompletionResult(
                   CompletionText.Quote(isAmbiguous ? known.Source.Identifier : known.Title),
                   known.Title,
                   CompletionResultType.ParameterValue,
                   known.Source.Value);
    }

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
