using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PlexSecurity.Help.Text;

namespace PlexSecurity.Help.Pages;

/// <summary>Reads the help page of a cmdlet in the platyPS schema 2024-05-01.</summary>
internal sealed partial class CommandPageReader(MarkdownPage markdown)
{
    private const string CommonParameters = "CommonParameters";

    /// <exception cref="PageException">A part is missing or contradicts another.</exception>
    public static CommandPage Read(MarkdownPage page) => new CommandPageReader(page).Read();

    private CommandPage Read()
    {
        CommandPage page = new(markdown, markdown.Root.Title, FrontMatter("external help file"))
        {
            Synopsis = Blocks("SYNOPSIS"),
            Description = Blocks("DESCRIPTION"),
            Syntax = [.. Sections("SYNTAX").Select(ReadSyntax)],
            Examples = [.. Sections("EXAMPLES").Select(ReadExample)],
            Parameters = [.. Sections("PARAMETERS").Where(section => section.Title != CommonParameters).Select(ReadParameter)],
            Inputs = [.. Sections("INPUTS").Select(section => new TypePage(section.Title, section.Blocks))],
            Outputs = [.. Sections("OUTPUTS").Select(section => new TypePage(section.Title, section.Blocks))],
            Notes = Blocks("NOTES"),
            Links = [.. ReadLinks(markdown["RELATED LINKS"])],
        };
        foreach (SyntaxPage syntax in page.Syntax)
            Compare(page, syntax);
        return page;
    }

    private string FrontMatter(string key) => markdown.FrontMatter.TryGetValue(key, out string? value)
        ? value
        : throw new PageException(markdown.File, 1, $"the front matter has no '{key}'");

    private List<Block> Blocks(string title)
    {
        Section section = markdown[title];
        return section.Blocks.Count > 0 ? section.Blocks : throw markdown.Fault(section, $"the section '{title}' is empty");
    }

    private List<Section> Sections(string title)
    {
        Section section = markdown[title];
        return section.Sections.Count > 0 ? section.Sections : throw markdown.Fault(section, $"the section '{title}' is empty");
    }

    private SyntaxPage ReadSyntax(Section section)
    {
        const string Default = " (Default)";
        bool isDefault = section.Title.EndsWith(Default, StringComparison.Ordinal);
        string name = isDefault ? section.Title[..^Default.Length] : section.Title;
        FencedCodeBlock code = section.Blocks.OfType<FencedCodeBlock>().FirstOrDefault()
            ?? throw markdown.Fault(section, "the syntax is not in a code block");
        string text = string.Join(' ', code.Lines.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new SyntaxPage(name, isDefault || name == SyntaxPage.OnlySet, text, Parameters(text));
    }

    private static KeyValuePair<string, string?>[] Parameters(string syntax) =>
    [
        .. Parameter().Matches(syntax).Select(match => KeyValuePair.Create(
            match.Groups["name"].Value,
            match.Groups["type"].Success ? match.Groups["type"].Value : null)),
    ];

    private ExamplePage ReadExample(Section section)
    {
        int code = section.Blocks.FindIndex(block => block is FencedCodeBlock { Info: "powershell" });
        if (code < 0)
            throw markdown.Fault(section, "the example has no 'powershell' code block");
        FencedCodeBlock script = (FencedCodeBlock)section.Blocks[code];
        return new ExamplePage(
            section.Title, script.Line + 1, section.Blocks[..code], script.Lines.ToString(), section.Blocks[(code + 1)..]);
    }

    private ParameterPage ReadParameter(Section section)
    {
        if (!section.Title.StartsWith('-') || section.Blocks is not [.., FencedCodeBlock { Info: "yaml" } yaml])
            throw markdown.Fault(section, $"'{section.Title}' is not a parameter that ends with a 'yaml' block");
        if (section.Blocks.Count == 1)
            throw markdown.Fault(section, $"'{section.Title}' has no description");
        return new ParameterPage(section.Title[1..], section.Blocks[..^1], markdown.ReadYaml<ParameterFacts>(yaml));
    }

    private static IEnumerable<LinkPage> ReadLinks(Section section)
    {
        foreach (LinkInline link in section.Blocks.SelectMany(block => block.Descendants<LinkInline>()))
        {
            bool isExternal = Uri.IsWellFormedUriString(link.Url, UriKind.Absolute);
            yield return new LinkPage(PlainText.Of(link), isExternal ? link.Url : null);
        }
    }

    /// <summary>Checks that the syntax and the parameters match.</summary>
    private void Compare(CommandPage page, SyntaxPage syntax)
    {
        HashSet<string> shown = [.. syntax.Parameters.Select(parameter => parameter.Key)];
        shown.SymmetricExceptWith(page.Parameters
            .Where(parameter => parameter.In(syntax.Name) is not null)
            .Select(parameter => parameter.Name));
        if (shown.Count > 0)
        {
            string names = string.Join(", ", shown);
            throw markdown.Fault(markdown["SYNTAX"], $"the syntax of '{syntax.Name}' and the parameters differ in: {names}");
        }
    }

    [GeneratedRegex(@"(?<=[ \[])-(?<name>\w+)\]?(?: <(?<type>[^<>]+)>)?")]
    private static partial Regex Parameter();
}
