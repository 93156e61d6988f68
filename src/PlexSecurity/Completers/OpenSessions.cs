using System.Collections;
using System.Management.Automation;
using PlexSecurity.Sessions;

namespace PlexSecurity.Completers;

/// <summary>Gets open sessions for the completers.</summary>
internal static class OpenSessions<T>
    where T : class, ISession
{
    /// <summary>Returns the session from the bound parameters, or the default session if the parameter is not bound.</summary>
    public static T? GetBound(IDictionary? parameters, string name)
    {
        if (parameters is null || !parameters.Contains(name))
            return SessionStore<T>.Current.Default;
        object? given = parameters[name];
        return (given is PSObject wrapped ? wrapped.BaseObject : given) as T;
    }

    /// <summary>
    /// Creates an expression for each session whose text contains the word. The cmdlet gets the sessions, the default one first.
    /// </summary>
    public static IEnumerable<CompletionResult> Complete(string? word, string cmdlet)
    {
        IReadOnlyList<T> sessions = SessionStore<T>.Current.All;
        for (int i = 0; i < sessions.Count; i++)
        {
            string text = sessions[i].ToString() ?? string.Empty;
            if (!CompletionText.Contains(text, word ?? string.Empty))
                continue;
            yield return new CompletionResult($"(@({cmdlet})[{i}])", text, CompletionResultType.ParameterValue, text);
        }
    }
}
