using System.Management.Automation.Language;

namespace PlexSecurity.Completers;

/// <summary>The one place that makes completions of words from outside: what is completed is run when Enter is pressed.</summary>
internal static class CompletionText
{
    /// <summary>A word in single quotes; each quote in it, the typographic ones that PowerShell takes too, is doubled.</summary>
    public static string Quoted(string word) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
