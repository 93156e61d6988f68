using PlexSecurity.Models;

namespace PlexSecurity.Responses;

/// <summary>
/// One element of a response, whether it came as JSON or as XML: scalars are attributes, objects are children, and an array of
/// objects is so many children of one name. So the mapping to models need not know which form the server chose.
/// </summary>
internal sealed class ResponseElement
{
    // Plex's elements have a handful of attributes: walking through them costs less than a dictionary for each.
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private List<ResponseElement>? _children;

    private readonly PlexToken? _sent;

    /// <param name="name">The name.</param>
    /// <param name="sent">The token that the request carried, which is shown nowhere; the children have it too.</param>
    public ResponseElement(string name, PlexToken? sent = null)
    {
        Name = name;
        _sent = sent;
    }

    public string Name { get; }

    public IReadOnlyList<ResponseElement> Children => _children ?? (IReadOnlyList<ResponseElement>)[];

    /// <summary>The value of an attribute, the last where it came twice; null where it is absent or empty.</summary>
    public string? this[string name] => Find(name) is { Length: > 0 } value ? value : null;

    /// <summary>
    /// The same for what people read: see <see cref="DisplayText"/>. Null where the server gives back the caller's token,
    /// or the one that the response itself has.
    /// </summary>
    public string? Text(string name, PlexToken? own = null) =>
        this[name] is string raw && !Repeats(raw, own) && DisplayText.Of(raw) is string text && !Repeats(text, own) ? text : null;

    /// <summary>
    /// The same for an identifier; null also where the text is none: see <see cref="SourceIdentifier.IsIdentifier"/>.
    /// </summary>
    public string? Identifier(string name, PlexToken? own = null) =>
        this[name] is string text && SourceIdentifier.IsIdentifier(text) && !Repeats(text, own) ? text : null;

    /// <summary>Whether a text has the token of the request in it.</summary>
    public bool RepeatsToken(string text) => _sent is not null && _sent.IsIn(text);

    public bool Has(string name) => Find(name) is not null;

    public void Set(string name, string value) => _attributes.Add(new(name, DisplayText.WellFormed(value)));

    /// <summary>Adds a child and gives it.</summary>
    public ResponseElement Add(string name)
    {
        ResponseElement child = new(name, _sent);
        (_children ??= []).Add(child);
        return child;
    }

    public IEnumerable<ResponseElement> ChildrenNamed(string name)
    {
        foreach (ResponseElement child in Children)
        {
            if (child.Name == name)
                yield return child;
        }
    }

    private bool Repeats(string text, PlexToken? own) => RepeatsToken(text) || own?.IsIn(text) == true;

    private string? Find(string name)
    {
        for (int i = _attributes.Count - 1; i >= 0; i--)
        {
            if (_attributes[i].Key == name)
                return _attributes[i].Value;
        }

        return null;
    }
}
