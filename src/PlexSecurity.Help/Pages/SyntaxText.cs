using System.Text.RegularExpressions;

namespace PlexSecurity.Help.Pages;

/// <summary>Reads a line of syntax such as <c>Get-Thing [-Name] &lt;string&gt; [-Force]</c>.</summary>
internal static partial class SyntaxText
{
    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The parameters in their order, each with the short name of its type; null for a switch.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Parameters(string syntax) =>
    [
        .. Parameter().Matches(syntax).Select(match => KeyValuePair.Create(
            match.Groups["name"].Value,
            match.Groups["type"].Success ? match.Groups["type"].Value : null)),
    ];

    [GeneratedRegex(@"(?<=[ \[])-(?<name>\w+)\]?(?: <(?<type>[^<>]+)>)?")]
    private static partial Regex Parameter();
}
