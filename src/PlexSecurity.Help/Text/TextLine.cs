namespace PlexSecurity.Help.Text;

/// <summary>A line of plain text before it is wrapped.</summary>
/// <param name="Indent">The spaces before it.</param>
/// <param name="Lead">The marker, such as the bullet of a list item; wrapped text aligns after it.</param>
/// <param name="Text">The text.</param>
/// <param name="IsVerbatim">Whether it stays unchanged, like code.</param>
internal sealed record TextLine(int Indent, string Lead, string Text, bool IsVerbatim = false)
{
    public override string ToString() => new string(' ', Indent) + Lead + Text;

    /// <summary>Wraps the line to this width, if its words allow it.</summary>
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
