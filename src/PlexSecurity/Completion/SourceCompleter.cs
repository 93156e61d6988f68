using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PlexSecurity.Sessions;

namespace PlexSecurity.Completion;

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
        PlexServerSession? session = fakeBoundParameters?["Session"] as PlexServerSession ?? SessionStore.OfThisRunspace.Default;
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return from known in session?.KnownSources ?? new Dictionary<string, string>()
               where Contains(known.Key, word) || Contains(known.Value, word)
               orderby known.Value
               select new CompletionResult($"'{known.Key}'", known.Value, CompletionResultType.ParameterValue, known.Key);
    }

    private static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
