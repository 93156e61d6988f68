using System.IO.Compression;
using System.Reflection;

[assembly: AssemblyFixture(typeof(PlexSecurity.Release.Tests.Packages))]

namespace PlexSecurity.Release.Tests;

/// <summary>
/// The packages of a release, built twice with <c>build.ps1</c> as in the workflow: from copies of these sources in two folders,
/// each a separate Git repository with the same commit.
/// </summary>
public sealed class Packages : IAsyncLifetime
{
    /// <summary>The version of the release, different from the one in the manifest.</summary>
    public const string Version = "98.7.6-rc1";

    /// <summary>The repository of the release. Nothing connects to it.</summary>
    public const string Repository = "https://github.com/owner/repository";

    private static readonly string[] ExcludedFolders = ["bin", "obj", "out", ".git", "TestResults", "BenchmarkDotNet.Artifacts"];

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("PlexSecurity-release-");

    /// <summary>The folder of the tested sources.</summary>
    public static string Sources { get; } = typeof(Packages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryPath").Value!;

    /// <summary>The variables of the workflow for a release of <see cref="Version"/> from <see cref="Repository"/>.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["CI"] = "true",
        ["ReleaseVersion"] = Version,
        ["RepositoryUrl"] = Repository,
    };

    /// <summary>The copy of the sources for further tests.</summary>
    public string First => Path.Combine(_work.FullName, "first");

    /// <summary>The second copy, with a path of another length.</summary>
    public string Second => Path.Combine(_work.FullName, "a deeper", "folder", "the second");

    /// <summary>The commit of both copies.</summary>
    public string Commit { get; private set; } = string.Empty;

    /// <summary>The output of the build.</summary>
    public string Output { get; private set; } = string.Empty;

    /// <summary>The path of a file of the release.</summary>
    public string File(string name) => Path.Combine(First, "out", name);

    /// <summary>Creates a folder that is deleted after the tests.</summary>
    public string NewFolder(string name) => _work.CreateSubdirectory(name).FullName;

    /// <summary>The content of a package by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> Content(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(File(package));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using Stream stream = entry.Open();
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string[] commits = await Task.WhenAll(CommitAsync(First), CommitAsync(Second));
        Commit = Assert.Single(commits.Distinct());
        CommandResult[] built = await Task.WhenAll(
            Command.PowerShellAsync(First, Variables, "./build.ps1 -Task Package"),
            Command.PowerShellAsync(Second, Variables, "./build.ps1 -Task Package"));
        Output = built[0].Succeeded();
        built[1].Succeeded();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        // Git objects are read-only, so Windows would not delete them.
        foreach (FileInfo file in _work.EnumerateFiles("*", SearchOption.AllDirectories))
            file.IsReadOnly = false;
        _work.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> CommitAsync(string folder)
    {
        Copy(new DirectoryInfo(Sources), folder);
        (await Command.GitAsync(folder, "init", "--quiet")).Succeeded();
        (await Command.GitAsync(folder, "remote", "add", "origin", Repository + ".git")).Succeeded();
        (await Command.GitAsync(folder, "-c", "core.autocrlf=false", "add", "--all")).Succeeded();
        (await Command.GitAsync(
            folder, "-c", "user.name=PlexSecurity", "-c", "user.email=@",
            "commit", "--quiet", "--no-verify", "--message", "Release")).Succeeded();
        return (await Command.GitAsync(folder, "rev-parse", "HEAD")).Succeeded().Trim();
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileInfo file in from.EnumerateFiles().Where(file => file.Name != ".git"))
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (DirectoryInfo folder in from.EnumerateDirectories().Where(folder => !ExcludedFolders.Contains(folder.Name)))
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
