using System.Management.Automation.Language;

namespace PlexSecurity.Completers;

/// <summary>Quotes untrusted text for completion. Completed text becomes part of the command line and can run as code.</summary>
internal static class CompletionText
{
    /// <summary>Returns the text in single quotes, with all quotes in it doubled, including typographic quotes.</summary>
    public static string Quote(string word) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";

    /// <summary>Removes the quotes around the typed text.</summary>
    public static string Unquote(string? word) => (word ?? string.Empty).Trim('\'', '"');

    /// <summary>Whether the text contains the typed word.</summary>
    public static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
