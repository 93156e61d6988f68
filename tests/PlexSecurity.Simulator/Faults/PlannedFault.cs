namespace PlexSecurity.Simulator;

/// <summary>A fault, its path and the number of times left.</summary>
internal readonly record struct PlannedFault(Fault Fault, string? Path, int Times)
{
    public bool Matches(string path) =>
        Path is null || Path == path
        || (Path.EndsWith("/*", StringComparison.Ordinal) && path.StartsWith(Path[..^1], StringComparison.Ordinal));
}
