using Markdig.Syntax;

namespace PlexSecurity.Help.Pages;

/// <summary>The help page of a cmdlet.</summary>
/// <param name="Markdown">The source page.</param>
/// <param name="Name">The name of the cmdlet.</param>
/// <param name="HelpFile">The MAML file with the help of the cmdlet.</param>
internal sealed record CommandPage(MarkdownPage Markdown, string Name, string HelpFile)
{
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

/// <summary>The syntax of a parameter set.</summary>
/// <param name="Name">The parameter set.</param>
/// <param name="IsDefault">Whether it is the default set.</param>
/// <param name="Text">The syntax in one line.</param>
/// <param name="Parameters">The parameters in order, each with the short name of its type; null for a switch.</param>
internal sealed record SyntaxPage(
    string Name,
    bool IsDefault,
    string Text,
    IReadOnlyList<KeyValuePair<string, string?>> Parameters)
{
    /// <summary>The name of the only parameter set of a cmdlet that declares none.</summary>
    public const string OnlySet = "__AllParameterSets";
}

/// <summary>An example: introduction, script and remarks.</summary>
internal sealed record ExamplePage(
    string Title,
    int Line,
    IReadOnlyList<Block> Introduction,
    string Code,
    IReadOnlyList<Block> Remarks);

/// <summary>An input or output type.</summary>
internal sealed record TypePage(string Name, IReadOnlyList<Block> Description);

/// <summary>A related link.</summary>
/// <param name="Text">The text of the link.</param>
/// <param name="Uri">The target; null for another page of this help, which Get-Help finds by name.</param>
internal sealed record LinkPage(string Text, string? Uri);

/// <summary>A parameter: its name without the dash, its description and the YAML block below it.</summary>
internal sealed record ParameterPage(string Name, IReadOnlyList<Block> Description, ParameterFacts Facts)
{
    /// <summary>The facts for a parameter set, or null if the parameter is not in it.</summary>
    public ParameterSetFacts? In(string set) =>
        Facts.ParameterSets.Find(facts => facts.Name == set || facts.Name == ParameterSetFacts.All);
}

/// <summary>The YAML block of a parameter.</summary>
internal sealed class ParameterFacts
{
    public string Type { get; set; } = string.Empty;

    public string DefaultValue { get; set; } = string.Empty;

    public bool SupportsWildcards { get; set; }

    public List<string> Aliases { get; set; } = [];

    public List<ParameterSetFacts> ParameterSets { get; set; } = [];

    public bool DontShow { get; set; }

    public List<string> AcceptedValues { get; set; } = [];

    public string HelpMessage { get; set; } = string.Empty;
}

/// <summary>The YAML of a parameter in one parameter set, or in all.</summary>
internal sealed class ParameterSetFacts
{
    /// <summary>The name for all parameter sets.</summary>
    public const string All = "(All)";

    public string Name { get; set; } = string.Empty;

    /// <summary>A number from 0, or <c>Named</c>.</summary>
    public string Position { get; set; } = string.Empty;

    public bool IsRequired { get; set; }

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }
}
