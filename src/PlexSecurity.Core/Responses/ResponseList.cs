namespace PlexSecurity.Responses;

/// <summary>
/// The items of a response. Items without a valid identifier, or with their token as the identifier, are omitted and counted.
/// </summary>
internal sealed record ResponseList<T>(IReadOnlyList<T> Items, int OmittedCount)
{
    public static ResponseList<T> Of(
        IEnumerable<ResponseElement> elements,
        string identifierName,
        Func<ResponseElement, string, T> map,
        string? tokenName = null)
    {
        List<T> items = [];
        int omittedCount = 0;
        foreach (ResponseElement element in elements)
        {
            PlexToken? own = tokenName is null ? null : AccountMapper.TokenOf(element, tokenName);
            if (element.Identifier(identifierName, own) is string identifier)
                items.Add(map(element, identifier));
            else
                omittedCount++;
        }

        return new ResponseList<T>(items, omittedCount);
    }
}
