using System.Management.Automation.Language;

namespace PlexSecurity.Completers;

/// <summary>The one place that makes completions of words from outside: what is completed is run when Enter is pressed.</summary>
internal static class CompletionText
{
    /// <summary>A word in single quotes; each quote in it, the typographic ones that PowerShell takes too, is doubled.</summary>
    public static string Quoted(string word) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";

    /// <summary>What was typed, without the quotes around it.</summary>
    public static string Typed(string? word) => (word ?? string.Empty).Trim('\'', '"');

    /// <summary>Whether what was typed is in a text.</summary>
    public static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
