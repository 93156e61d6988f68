using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>
/// Collects every text of an object: its own, those of the members that Get-Member and the formatter see, and, like a serializer,
/// those of its public properties and items, up to a maximum depth. Values such as times and numbers only have their own text.
/// </summary>
internal sealed class Exposure
{
    private const int Depth = 6;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _known = [];

    public IReadOnlyCollection<string> Texts => _texts;

    public void Add(string text) => _texts.Add(text);

    public void AddObjects(IEnumerable<object?> values)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (object? value in values)
            Visit(value, Depth, seen);
    }

    private void Visit(object? value, int depth, HashSet<object> seen)
    {
        object? inner = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        if (inner is null || depth == 0)
            return;
        AddText(inner);
        if (inner is string or ValueType || !IsSearched(inner) || !seen.Add(inner))
            return;

        // Get-Member shows the methods of a type, which are the same for all its objects.
        if (_known.Add(inner.GetType()))
            PSObject.AsPSObject(inner).Methods.ToList().ForEach(AddText);
        foreach (PSPropertyInfo property in PSObject.AsPSObject(inner).Properties)
            Visit(Read(() => property.Value), depth - 1, seen);
        foreach (PropertyInfo property in inner.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
            Visit(Read(() => property.GetValue(inner)), depth - 1, seen);
        if (inner is IDictionary table)
        {
            foreach (object? item in table.Values)
                Visit(item, depth - 1, seen);
        }
        else if (inner is IEnumerable items)
        {
            foreach (object? item in items)
                Visit(item, depth - 1, seen);
        }
    }

    /// <summary>Engine objects are skipped: they lead to the variables of the script, which contain the tokens.</summary>
    private static bool IsSearched(object value)
    {
        Type type = value.GetType();
        return value is not (Delegate or MemberInfo or Assembly)
            && (type.Namespace?.StartsWith("System.Management.Automation", StringComparison.Ordinal) != true
                || value is PSObject or ErrorRecord or ErrorDetails or ErrorCategoryInfo
                    or InformationalRecord or InvocationInfo or Exception);
    }

    private void AddText(object value)
    {
        if (Read(value.ToString) is string text)
            _texts.Add(text);
    }

    /// <summary>The exception of a failing getter is also searched.</summary>
    private object? Read(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _texts.Add(failure.ToString());
            return null;
        }
    }
}
