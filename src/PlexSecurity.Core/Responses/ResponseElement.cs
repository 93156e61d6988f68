using PlexSecurity.Models;

namespace PlexSecurity.Responses;

/// <summary>
/// An element of a JSON or XML response: scalars are attributes, objects are children, and an array of objects is several
/// children with the same name. The mappers are therefore independent of the format.
/// </summary>
/// <param name="name">The name.</param>
/// <param name="sent">The token of the request, which is kept out of the output. Children inherit it.</param>
internal sealed class ResponseElement(string name, PlexToken? sent = null)
{
    // Elements have few attributes, so a linear search is cheaper than a dictionary for each element.
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private List<ResponseElement>? _children;

    public string Name => name;

    public IReadOnlyList<ResponseElement> Children => _children ?? (IReadOnlyList<ResponseElement>)[];

    /// <summary>The value of an attribute, the last one if there are duplicates; null if it is absent or empty.</summary>
    public string? this[string name]
    {
        get
        {
            for (int i = _attributes.Count - 1; i >= 0; i--)
            {
                if (_attributes[i].Key == name)
                    return _attributes[i].Value is { Length: > 0 } value ? value : null;
            }

            return null;
        }
    }

    /// <summary>
    /// The sanitized value of an attribute for display: see <see cref="DisplayText"/>. Null if it contains the token of the
    /// request, or the specified token of the response.
    /// </summary>
    public string? Text(string name, PlexToken? own = null) => this[name] is string raw ? Sanitize(raw, own) : null;

    /// <summary>The sanitized values of a list that is separated by commas, like <see cref="Text"/>.</summary>
    public IReadOnlyList<string> Words(string name, PlexToken? own = null) =>
        this[name] is string raw && !ContainsToken(raw, own)
            ? raw.Split(',').Select(word => Sanitize(word.Trim(), own)).OfType<string>().ToArray()
            : [];

    /// <summary>
    /// The value of an identifier attribute; null if it is not valid: see <see cref="SourceIdentifier.IsIdentifier"/>.
    /// </summary>
    public string? Identifier(string name, PlexToken? own = null) =>
        this[name] is string text && SourceIdentifier.IsIdentifier(text) && !ContainsToken(text, own) ? text : null;

    /// <summary>Whether a text contains the token of the request.</summary>
    public bool ContainsRequestToken(string text) => sent?.IsContainedIn(text) == true;

    public void Set(string name, string value) => _attributes.Add(new(name, DisplayText.WellFormed(value)));

    /// <summary>Adds a child and returns it.</summary>
    public ResponseElement Add(string name)
    {
        ResponseElement child = new(name, sent);
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

    private string? Sanitize(string raw, PlexToken? own) =>
        !ContainsToken(raw, own) && DisplayText.Sanitize(raw) is string text && !ContainsToken(text, own) ? text : null;

    private bool ContainsToken(string text, PlexToken? own) => ContainsRequestToken(text) || own?.IsContainedIn(text) == true;
}
