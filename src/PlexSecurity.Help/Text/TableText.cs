using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace PlexSecurity.Help.Text;

/// <summary>
/// A table as text. Columns do not fit a narrow window, so a row is its first cell, with the others under it; where there is
/// more than one of them, each has the heading of its column before it.
/// </summary>
internal static class TableText
{
    public static IEnumerable<List<TextLine>> Of(Table table, int indent)
    {
        string[][] rows = [.. table.Cast<TableRow>().Select(Cells)];
        string[] headings = rows[0];
        IEnumerable<List<TextLine>> texts = rows.Skip(1).Select(row => Row(headings, row, indent));

        // Short rows stand close together; longer ones with an empty line between.
        return headings.Length > 2 ? texts : [[.. texts.SelectMany(lines => lines)]];
    }

    private static string[] Cells(TableRow row) => [.. row.Cast<TableCell>().Select(Text)];

    private static string Text(TableCell cell) =>
        string.Join(' ', cell.OfType<ParagraphBlock>().Select(block => PlainText.Of(block.Inline)));

    private static List<TextLine> Row(string[] headings, string[] cells, int indent)
    {
        List<TextLine> lines = [new(0, string.Empty, cells[0])];
        for (int i = 1; i < cells.Length; i++)
        {
            string heading = cells.Length > 2 ? headings[i] + ": " : string.Empty;
            lines.Add(new TextLine(indent, string.Empty, heading + cells[i]));
        }

        return lines;
    }
}
