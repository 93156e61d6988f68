using System.Reflection;

namespace PlexSecurity.Architecture.Tests;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    private static readonly string[] ExcludedFolders =
        ["bin", "obj", "out", ".git", ".vs", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] BinaryExtensions = [".png", ".ico"];

    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static data => data.Key == "RepositoryPath").Value!;

    /// <summary>Every text file, except those from the build and Git.</summary>
    public static IEnumerable<string> Files() => Files(Root);

    private static IEnumerable<string> Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder).Where(file => !BinaryExtensions.Contains(Path.GetExtension(file))),
        .. Directory.EnumerateDirectories(folder)
            .Where(inner => !ExcludedFolders.Contains(Path.GetFileName(inner)))
            .SelectMany(Files),
    ];

    /// <summary>The C# files below a folder, except generated ones.</summary>
    public static IReadOnlyList<SourceFile> Sources(string folder)
    {
        string root = Path.Combine(Root, folder);
        return
        [
            .. from file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let path = Path.GetRelativePath(root, file).Replace('\\', '/')
               where !path.Split('/').Any(static part => part is "bin" or "obj")
               orderby path
               select new SourceFile(path, File.ReadAllText(file)),
        ];
    }
}

/// <summary>A C# file.</summary>
/// <param name="Path">The path below the project, with slashes.</param>
/// <param name="Text">The content.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The first folder of the path; empty for a file at the root of the project.</summary>
    public string Layer { get; } = Path.Contains('/') ? Path[..Path.IndexOf('/')] : string.Empty;
}
