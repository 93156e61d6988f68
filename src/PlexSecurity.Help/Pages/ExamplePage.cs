using Markdig.Syntax;

namespace PlexSecurity.Help.Pages;

/// <summary>An example: what it shows, the script, and what is to be said about it.</summary>
internal sealed record ExamplePage(
    string Title,
    int Line,
    IReadOnlyList<Block> Introduction,
    string Code,
    IReadOnlyList<Block> Remarks);
