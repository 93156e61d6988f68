namespace PlexSecurity.Responses;

/// <summary>What a response lists. An item with an identifier that none has is left out and counted; the others stay.</summary>
internal sealed class ResponseList<T>
{
    private ResponseList(IReadOnlyList<T> items, int leftOut)
    {
        Items = items;
        LeftOut = leftOut;
    }

    public IReadOnlyList<T> Items { get; }

    public int LeftOut { get; }

    public static ResponseList<T> Of(
        IEnumerable<ResponseElement> elements, string identifierName, Func<ResponseElement, string, T> map)
    {
        List<T> items = [];
        int leftOut = 0;
        foreach (ResponseElement element in elements)
        {
            if (element.Identifier(identifierName) is string identifier)
                items.Add(map(element, identifier));
            else
                leftOut++;
        }

        return new ResponseList<T>(items, leftOut);
    }
}
