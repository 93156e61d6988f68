namespace PlexSecurity.Architecture.Tests;

/// <summary>The layers of a project, from the lowest to the highest. A layer depends only on lower layers.</summary>
/// <param name="Order">The folders; an empty name for the files at the root of the project.</param>
internal sealed record LayerRule(params string[] Order)
{
    /// <summary>The violations, each with the names of the two files.</summary>
    public IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        foreach (SourceFile file in files.Where(file => Array.IndexOf(Order, file.Layer) < 0))
            yield return $"{file.Path} is in no known layer";
        foreach (Dependency dependency in Dependencies.Read(files))
        {
            if (Array.IndexOf(Order, dependency.To.Layer) > Array.IndexOf(Order, dependency.From.Layer))
                yield return $"{dependency}, against the order of the layers: {string.Join(" <- ", Order)}";
        }
    }
}
