namespace PlexSecurity.Answers;

/// <summary>What an answer lists. An item with an identifier that none has is left out and counted; the others stay.</summary>
internal sealed class AnswerList<T>
{
    private AnswerList(IReadOnlyList<T> items, int leftOut)
    {
        Items = items;
        LeftOut = leftOut;
    }

    public IReadOnlyList<T> Items { get; }

    public int LeftOut { get; }

    public static AnswerList<T> Of(IEnumerable<AnswerElement> elements, string identifierName, Func<AnswerElement, string, T> map)
    {
        List<T> items = [];
        int leftOut = 0;
        foreach (AnswerElement element in elements)
        {
            if (element.Identifier(identifierName) is string identifier)
                items.Add(map(element, identifier));
            else
                leftOut++;
        }

        return new AnswerList<T>(items, leftOut);
    }
}
