namespace PlexSecurity.Architecture.Tests;

/// <summary>The rooms of a project, in an order in which each depends only on earlier ones.</summary>
/// <param name="Order">The folders; an empty name for the files at the root of the project.</param>
internal sealed record RoomRule(params string[] Order)
{
    /// <summary>The violations, each with the names of the two files.</summary>
    public IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        foreach (SourceFile file in files.Where(file => Array.IndexOf(Order, file.Room) < 0))
            yield return $"{file.Path} is in no known room";
        foreach (Dependency dependency in Dependencies.Read(files))
        {
            if (Array.IndexOf(Order, dependency.To.Room) > Array.IndexOf(Order, dependency.From.Room))
                yield return $"{dependency}, against the order {string.Join(" <- ", Order)}";
        }
    }
}
