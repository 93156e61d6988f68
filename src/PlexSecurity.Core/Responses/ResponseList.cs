namespace PlexSecurity.Responses;

/// <summary>
/// What a response lists. An item with an identifier that none has, or with its token as the identifier, is left out and counted;
/// the others stay.
/// </summary>
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
        IEnumerable<ResponseElement> elements,
        string identifierName,
        Func<ResponseElement, string, T> map,
        string? tokenName = null)
    {
        List<T> items = [];
        int leftOut = 0;
        foreach (ResponseElement element in elements)
        {
            PlexToken? own = tokenName is null ? null : AccountMapper.TokenOf(element, tokenName);
            if (element.Identifier(identifierName, own) is string identifier)
                items.Add(map(element, identifier));
            else
                leftOut++;
        }

        return new ResponseList<T>(items, leftOut);
    }
}
