namespace PlexSecurity.Answers;

/// <summary>
/// One element of an answer, whether it came as JSON or as XML: scalars are attributes, objects are children, and an array of
/// objects is so many children of one name. So the mapping to models need not know which form the server chose.
/// </summary>
internal sealed class AnswerElement
{
    // Plex's elements have a handful of attributes: walking through them costs less than a dictionary for each.
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private List<AnswerElement>? _children;

    public AnswerElement(string name) => Name = name;

    public string Name { get; }

    public IReadOnlyList<AnswerElement> Children => _children ?? (IReadOnlyList<AnswerElement>)[];

    /// <summary>The value of an attribute, the last where it came twice; null where it is absent or empty.</summary>
    public string? this[string name] => Find(name) is { Length: > 0 } value ? value : null;

    /// <summary>The same for what people read: without control characters, which a terminal would obey.</summary>
    public string? Text(string name)
    {
        if (this[name] is not string value || !value.Any(char.IsControl))
            return this[name];
        string shown = new([.. value.Where(static c => !char.IsControl(c))]);
        return shown.Length > 0 ? shown : null;
    }

    public bool Has(string name) => Find(name) is not null;

    public void Set(string name, string value) => _attributes.Add(new(name, value));

    public void Add(AnswerElement child) => (_children ??= []).Add(child);

    public IEnumerable<AnswerElement> ChildrenNamed(string name)
    {
        foreach (AnswerElement child in Children)
        {
            if (child.Name == name)
                yield return child;
        }
    }

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
