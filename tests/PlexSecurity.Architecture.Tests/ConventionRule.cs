namespace PlexSecurity.Architecture.Tests;

/// <summary>The conventions for all files. Each method returns the violations.</summary>
internal static class ConventionRule
{
    public const int MaximumColumns = 130;
    public const int MaximumLines = 400;

    public static IEnumerable<string> LongLines(IEnumerable<SourceFile> files) =>
        from file in files
        from line in Lines(file).Index()
        where line.Item.Length > MaximumColumns
        select $"{file.Path}:{line.Index + 1} has {line.Item.Length} columns, at most {MaximumColumns}";

    public static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files) =>
        from file in files
        let count = Lines(file).Length
        where count > MaximumLines
        select $"{file.Path} has {count} lines, at most {MaximumLines}";

    /// <summary>Finds cmdlets without a source file, help page or test file.</summary>
    /// <param name="cmdlets">The names of the cmdlets, such as <c>Get-PlexSource</c>.</param>
    /// <param name="exists">Returns whether a path below the root of the repository exists.</param>
    public static IEnumerable<string> IncompleteCmdlets(IEnumerable<string> cmdlets, Func<string, bool> exists) =>
        from cmdlet in cmdlets
        from path in (string[])
        [
            $"src/PlexSecurity/Commands/{cmdlet.Replace("-", string.Empty, StringComparison.Ordinal)}Command.cs",
            $"docs/en-US/{cmdlet}.md",
            $"tests/Pester/{cmdlet}.Tests.ps1",
        ]
        where !exists(path)
        select $"{cmdlet} has no {path}";

    private static string[] Lines(SourceFile file) =>
        [.. file.Text.TrimEnd().Split('\n').Select(static line => line.TrimEnd('\r'))];
}
