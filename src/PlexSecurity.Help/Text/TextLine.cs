namespace PlexSecurity.Help.Text;

/// <summary>A line of plain text before it is wrapped.</summary>
/// <param name="Indent">The number of spaces before the text.</param>
/// <param name="Lead">The marker, such as the bullet of a list item. Wrapped lines are aligned with the text after it.</param>
/// <param name="Text">The text.</param>
/// <param name="IsVerbatim">Whether the text is not wrapped, as for code.</param>
internal sealed record TextLine(int Indent, string Lead, string Text, bool IsVerbatim = false)
{
    public override string ToString() => new string(' ', Indent) + Lead + Text;

    /// <summary>Wraps the line at word boundaries to the specified width.</summary>
    public IEnumerable<string> Wrap(int width)
    {
        if (IsVerbatim)
        {
            yield return ToString();
            yield break;
        }

        string start = new string(' ', Indent) + Lead;
        string line = start;
        bool isEmpty = true;
        foreach (string word in Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = new string(' ', start.Length);
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        yield return line;
    }
}
