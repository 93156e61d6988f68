using Markdig.Syntax;

namespace PlexSecurity.Help.Pages;

/// <summary>The page of a cmdlet, part by part.</summary>
internal sealed class CommandPage
{
    public required MarkdownPage Markdown { get; init; }

    public required string Name { get; init; }

    /// <summary>The name of the MAML file that the cmdlet's help belongs in.</summary>
    public required string HelpFile { get; init; }

    public required IReadOnlyList<Block> Synopsis { get; init; }

    public required IReadOnlyList<Block> Description { get; init; }

    public required IReadOnlyList<SyntaxPage> Syntax { get; init; }

    public required IReadOnlyList<ExamplePage> Examples { get; init; }

    public required IReadOnlyList<ParameterPage> Parameters { get; init; }

    public required IReadOnlyList<TypePage> Inputs { get; init; }

    public required IReadOnlyList<TypePage> Outputs { get; init; }

    public required IReadOnlyList<Block> Notes { get; init; }

    public required IReadOnlyList<LinkPage> Links { get; init; }
}
