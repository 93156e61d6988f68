namespace PlexSecurity.Answers;

/// <summary>
/// One element of an answer, whether it came as JSON or as XML: scalars are attributes, objects are children, and an array of
/// objects is so many children of one name. So the mapping to models need not know which form the server chose.
/// </summary>
internal sealed class AnswerElement
{
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private readonly List<AnswerElement> _children = [];

    public AnswerElement(string name) => Name = name;

    public string Name { get; }

    public IReadOnlyList<AnswerElement> Children => _children;

    /// <summary>The value of an attribute; null where it is absent or empty.</summary>
    public string? this[string name] => _attributes.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    public bool Has(string name) => _attributes.ContainsKey(name);

    public void Set(string name, string value) => _attributes[name] = value;

    public void Add(AnswerElement child) => _children.Add(child);

    public IEnumerable<AnswerElement> ChildrenNamed(string name)
    {
        foreach (AnswerElement child in _children)
        {
            if (child.Name == name)
                yield return child;
        }
    }
}
