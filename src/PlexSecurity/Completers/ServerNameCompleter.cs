using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PlexSecurity.Sessions;

namespace PlexSecurity.Completers;

/// <summary>Completes the name of a server from what the account session has listed. plex.tv is not asked.</summary>
public sealed class ServerNameCompleter : IArgumentCompleter
{
    /// <summary>Completes <c>-Name</c>.</summary>
    /// <param name="commandName">The command.</param>
    /// <param name="parameterName">The parameter.</param>
    /// <param name="wordToComplete">The part of the name, or of the identifier, that was typed.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The parameters before; <c>AccountSession</c> is heeded.</param>
    /// <returns>The names; the identifier of a server whose name another one has too.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = CompletionText.Typed(wordToComplete);
        IReadOnlyList<(SourceIdentifier Source, string Title)> all =
            OpenSessions<PlexAccountSession>.Given(fakeBoundParameters, "AccountSession")?.KnownSources.All ?? [];
        return from known in all
               where CompletionText.Contains(known.Title, word)
                   || CompletionText.Contains(known.Source.Identifier, word)
               orderby known.Title
               let isAmbiguous = all.Count(other => IsSame(other.Title, known.Title)) > 1
               select new CompletionResult(
                   CompletionText.Quoted(isAmbiguous ? known.Source.Identifier : known.Title),
                   known.Title,
                   CompletionResultType.ParameterValue,
                   known.Source.Value);
    }

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
