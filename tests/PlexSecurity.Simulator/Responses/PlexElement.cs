namespace PlexSecurity.Simulator;

/// <summary>The content of a response, independent of its form: a name, members with simple values, and children.</summary>
internal sealed class PlexElement(string name)
{
    private readonly List<KeyValuePair<string, object>> _members = [];
    private readonly List<PlexElement> _children = [];

    public string Name { get; } = name;

    public IReadOnlyList<KeyValuePair<string, object>> Members => _members;

    public IReadOnlyList<PlexElement> Children => _children;

    /// <summary>Adds a member, unless its value is null.</summary>
    public PlexElement With(string name, object? value)
    {
        if (value is not null) _members.Add(new(name, value));
        return this;
    }

    public PlexElement With(IEnumerable<PlexElement> children)
    {
        _children.AddRange(children);
        return this;
    }
}
