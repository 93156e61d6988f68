using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Completers;

/// <summary>The open sessions of one kind, as the completers need them.</summary>
internal static class OpenSessions<T>
    where T : class, ISession
{
    /// <summary>The session that was given, which a variable may have wrapped; the default one where none was.</summary>
    public static T? Given(IDictionary? parameters, string name)
    {
        if (parameters is null || !parameters.Contains(name))
            return SessionStore<T>.OfThisRunspace.Default;
        object? given = parameters[name];
        return (given is PSObject wrapped ? wrapped.BaseObject : given) as T;
    }

    /// <summary>An expression for each session that has the word in its text.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="cmdlet">What writes the sessions, the default first.</param>
    public static IEnumerable<CompletionResult> Complete(string? word, string cmdlet)
    {
        IReadOnlyList<T> sessions = SessionStore<T>.OfThisRunspace.All;
        for (int i = 0; i < sessions.Count; i++)
        {
            string text = sessions[i].ToString() ?? string.Empty;
            if (!CompletionText.Contains(text, word ?? string.Empty))
                continue;
            string expression = string.Format(CultureInfo.InvariantCulture, "(@({0})[{1}])", cmdlet, i);
            yield return new CompletionResult(expression, text, CompletionResultType.ParameterValue, text);
        }
    }
}
