using System.Text;
using Markdig.Syntax;
using PlexSecurity.Help.Pages;
using PlexSecurity.Help.Text;

namespace PlexSecurity.Help.Output;

/// <summary>An about page as text for Get-Help.</summary>
internal static class AboutText
{
    private const int Width = 78;
    private const int Indent = 4;

    public static string Make(MarkdownPage page)
    {
        StringBuilder text = new();
        text.Append("TOPIC\n").Append(' ', Indent).Append(page.Root.Title).Append('\n');
        foreach (Section section in page.Root.Sections)
        {
            text.Append('\n').Append(section.Title.ToUpperInvariant()).Append('\n');
            Write(text, page, section.Blocks);
            for (int i = 0; i < section.Sections.Count; i++)
                WriteInner(text, page, section.Sections[i], isFirst: i == 0 && section.Blocks.Count == 0);
        }

        return text.ToString();
    }

    private static void WriteInner(StringBuilder text, MarkdownPage page, Section section, bool isFirst)
    {
        if (section.Sections.Count > 0)
            throw page.Fault(section.Sections[0], "an about page has no headings below the third level");
        if (!isFirst)
            text.Append('\n');
        text.Append(' ', Indent / 2).Append(section.Title).Append('\n');
        Write(text, page, section.Blocks);
    }

    /// <summary>Code has a larger indent than text, because nothing else distinguishes it.</summary>
    private static IEnumerable<string> Lines(TextLine line)
    {
        string indent = new(' ', line.IsVerbatim ? 2 * Indent : Indent);
        return line.Wrap(Width - Indent).Select(piece => indent + piece);
    }

    private static void Write(StringBuilder text, MarkdownPage page, IEnumerable<Block> blocks)
    {
        bool isFirst = true;
        foreach (List<TextLine> paragraph in PlainText.Of(page, blocks))
        {
            if (!isFirst)
                text.Append('\n');
            isFirst = false;
            foreach (string line in paragraph.SelectMany(Lines))
                text.Append(line.TrimEnd()).Append('\n');
        }
    }
}
