namespace PlexSecurity.Simulator;

/// <summary>A fault, where it strikes and how often still.</summary>
internal readonly record struct PlannedFault(Fault Fault, string? Path, int Times)
{
    public bool Fits(string path) =>
        Path is null || Path == path
        || (Path.EndsWith("/*", StringComparison.Ordinal) && path.StartsWith(Path[..^1], StringComparison.Ordinal));
}
