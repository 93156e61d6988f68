using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using PlexSecurity.Help.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace PlexSecurity.Help.Pages;

/// <summary>A Markdown file as a tree of its headings, with its front matter.</summary>
internal sealed class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    // An unknown key is an error, because it is probably a typo.
    private static readonly IDeserializer Yaml = new DeserializerBuilder().Build();

    private MarkdownPage(string file) => File = file;

    public string File { get; }

    /// <summary>The keys and values between the two lines of dashes at the start.</summary>
    public IReadOnlyDictionary<string, string> FrontMatter { get; private set; } = new Dictionary<string, string>();

    /// <summary>The only heading of the first level, with everything below it.</summary>
    public Section Root { get; private set; } = null!;

    public static MarkdownPage Read(string file) => Parse(file, System.IO.File.ReadAllText(file));

    public static MarkdownPage Parse(string file, string text)
    {
        MarkdownPage page = new(file);
        Stack<Section> open = new();
        foreach (Block block in Markdown.Parse(text, Pipeline))
        {
            if (block is YamlFrontMatterBlock matter)
                page.FrontMatter = page.ReadYaml<Dictionary<string, string>>(matter);
            else if (block is HeadingBlock heading)
                page.Open(open, heading);
            else if (open.Count > 0)
                open.Peek().Blocks.Add(block);
            else
                throw page.Fault(block, "there is text before the first heading");
        }

        return page.Root is null ? throw new PageException(file, 1, "there is no heading") : page;
    }

    /// <summary>The section below the title with this heading.</summary>
    /// <exception cref="PageException">There is no such section.</exception>
    public Section this[string title] => Root.Sections.Find(section => section.Title == title)
        ?? throw new PageException(File, Root.Line, $"the section '{title}' is missing");

    /// <summary>Reads a block of YAML.</summary>
    /// <exception cref="PageException">The YAML does not match the type.</exception>
    public T ReadYaml<T>(LeafBlock block)
    {
        try
        {
            return Yaml.Deserialize<T>(block.Lines.ToString());
        }
        catch (YamlException fault)
        {
            int line = block.Line + 1 + (int)fault.Start.Line;
            string reason = fault.InnerException?.Message ?? fault.Message;
            throw new PageException(File, line, $"the YAML is invalid: {reason}", fault);
        }
    }

    public PageException Fault(Block block, string message) => new(File, block.Line + 1, message);

    public PageException Fault(Section section, string message) => new(File, section.Line, message);

    private void Open(Stack<Section> open, HeadingBlock heading)
    {
        Section section = new(PlainText.Of(heading.Inline), heading.Level, heading.Line + 1);
        while (open.Count > 0 && open.Peek().Level >= section.Level)
            open.Pop();
        if (open.Count != section.Level - 1 || (section.Level == 1 && Root is not null))
            throw Fault(section, $"the heading '{section.Title}' is at the wrong level");

        if (open.Count == 0)
            Root = section;
        else
            open.Peek().Sections.Add(section);
        open.Push(section);
    }
}

/// <summary>A heading and the content below it, up to the next heading of its own or a higher level.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Level">The level of the heading, from 1.</param>
/// <param name="Line">The line of the heading, from 1.</param>
internal sealed record Section(string Title, int Level, int Line)
{
    /// <summary>The blocks before the first subheading.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The headings one level below this one.</summary>
    public List<Section> Sections { get; } = [];
}

/// <summary>The error for an invalid page: file, line and reason.</summary>
internal sealed class PageException(string file, int line, string message, Exception? inner = null) : Exception(message, inner)
{
    public string File { get; } = file;

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
