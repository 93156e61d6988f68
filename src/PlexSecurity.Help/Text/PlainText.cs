using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PlexSecurity.Help.Pages;

namespace PlexSecurity.Help.Text;

/// <summary>Converts Markdown to plain text. Unknown elements are errors, so that nothing is lost silently.</summary>
internal static class PlainText
{
    private const int Step = 4;

    /// <summary>The text of blocks as paragraphs, which an empty line separates.</summary>
    public static List<List<TextLine>> Of(MarkdownPage page, IEnumerable<Block> blocks)
    {
        List<List<TextLine>> paragraphs = [];
        foreach (Block block in blocks)
        {
            try
            {
                paragraphs.AddRange(Of(block));
            }
            catch (NotSupportedException fault)
            {
                throw page.Fault(block, fault.Message);
            }
        }

        return paragraphs;
    }

    /// <summary>The text of inline elements, without markup.</summary>
    public static string Of(ContainerInline? inline)
    {
        StringBuilder text = new();
        foreach (Inline child in inline ?? Enumerable.Empty<Inline>())
        {
            text.Append(child switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline line => line.IsHard ? "\n" : " ",
                AutolinkInline link => link.Url,
                LinkInline link => Link(link),
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                ContainerInline container => Of(container),
                _ => throw Unknown(child),
            });
        }

        return text.ToString();
    }

    private static IEnumerable<List<TextLine>> Of(Block block) => block switch
    {
        ParagraphBlock paragraph => [[.. Lines(paragraph, 0, string.Empty)]],
        CodeBlock code => [[.. code.Lines.ToString().Split('\n').Select(Verbatim)]],
        ListBlock list => [[.. Items(list, 0)]],
        Table table => Rows(table),
        _ => throw Unknown(block),
    };

    private static TextLine Verbatim(string line) => new(0, string.Empty, line.TrimEnd(), IsVerbatim: true);

    private static NotSupportedException Unknown(MarkdownObject part) =>
        new($"a {part.GetType().Name} cannot be converted to plain text");

    private static string Link(LinkInline link)
    {
        string text = Of((ContainerInline)link);
        return Uri.IsWellFormedUriString(link.Url, UriKind.Absolute) && text != link.Url ? $"{text} ({link.Url})" : text;
    }

    private static IEnumerable<TextLine> Lines(LeafBlock block, int indent, string lead)
    {
        foreach (string line in Of(block.Inline).Split('\n'))
        {
            yield return new TextLine(indent, lead, line);
            lead = new string(' ', lead.Length);
        }
    }

    private static IEnumerable<TextLine> Items(ListBlock list, int indent)
    {
        int number = int.TryParse(list.OrderedStart, out int start) ? start : 1;
        foreach (ListItemBlock item in list.Cast<ListItemBlock>())
        {
            string lead = list.IsOrdered ? $"{number++}. " : "* ";
            foreach (Block block in item)
            {
                IEnumerable<TextLine> lines = block switch
                {
                    ParagraphBlock paragraph => Lines(paragraph, indent, lead),
                    ListBlock inner => Items(inner, indent + lead.Length),
                    _ => throw Unknown(block),
                };
                foreach (TextLine line in lines)
                    yield return line;
                lead = new string(' ', lead.Length);
            }
        }
    }

    /// <summary>
    /// The rows of a table. Columns do not fit a narrow window, so the other cells follow the first one, indented. If there are
    /// several, each has the heading of its column.
    /// </summary>
    private static IEnumerable<List<TextLine>> Rows(Table table)
    {
        string[][] rows = [.. table.Cast<TableRow>().Select(row => row.Cast<TableCell>().Select(Cell).ToArray())];
        string[] headings = rows[0];
        bool hasHeadings = headings.Length > 2;
        IEnumerable<List<TextLine>> texts = rows.Skip(1).Select(cells => cells
            .Select((cell, i) => i == 0
                ? new TextLine(0, string.Empty, cell)
                : new TextLine(Step, string.Empty, hasHeadings ? $"{headings[i]}: {cell}" : cell))
            .ToList());

        // Short rows have no empty line between them, longer ones do.
        return hasHeadings ? texts : [[.. texts.SelectMany(lines => lines)]];
    }

    private static string Cell(TableCell cell) =>
        string.Join(' ', cell.OfType<ParagraphBlock>().Select(block => Of(block.Inline)));
}
