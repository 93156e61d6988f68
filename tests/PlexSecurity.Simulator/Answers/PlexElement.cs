namespace PlexSecurity.Simulator;

/// <summary>What a response says, apart from its form: a name, members with simple values, and children.</summary>
internal sealed class PlexElement(string name)
{
    private readonly List<KeyValuePair<string, object>> _members = [];
    private readonly List<PlexElement> _children = [];

    public string Name { get; } = name;

    public IReadOnlyList<KeyValuePair<string, object>> Members => _members;

    public IReadOnlyList<PlexElement> Children => _children;

    /// <summary>Adds a member; a null value means that it is absent.</summary>
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
