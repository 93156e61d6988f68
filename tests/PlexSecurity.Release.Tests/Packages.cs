using System.IO.Compression;
using System.Reflection;

[assembly: AssemblyFixture(typeof(PlexSecurity.Release.Tests.Packages))]

namespace PlexSecurity.Release.Tests;

/// <summary>
/// The packages of a release, made twice by <c>build.ps1</c> as the workflow makes them: from copies of these sources in two
/// folders, each a Git repository of its own with the same commit.
/// </summary>
public sealed class Packages : IAsyncLifetime
{
    /// <summary>The version of the release, which is not the one of the manifest.</summary>
    public const string Version = "98.7.6-rc1";

    /// <summary>The repository of the release. Nothing connects to it.</summary>
    public const string Repository = "https://github.com/owner/repository";

    private static readonly string[] NoSources = ["bin", "obj", "out", ".git", "TestResults", "BenchmarkDotNet.Artifacts"];

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("PlexSecurity-release-");

    /// <summary>The sources that these tests are of.</summary>
    public static string Sources { get; } = typeof(Packages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryPath").Value!;

    /// <summary>A release of <see cref="Version"/> from <see cref="Repository"/>, as the workflow sets it.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["CI"] = "true",
        ["ReleaseVersion"] = Version,
        ["RepositoryUrl"] = Repository,
    };

    /// <summary>The copy of the sources that the tests go on with.</summary>
    public string One => Path.Combine(_work.FullName, "one");

    /// <summary>Another copy, under a path of another length.</summary>
    public string Other => Path.Combine(_work.FullName, "a deeper", "folder", "the other");

    /// <summary>The commit of both.</summary>
    public string Commit { get; private set; } = string.Empty;

    /// <summary>What the build said.</summary>
    public string Said { get; private set; } = string.Empty;

    /// <summary>A file of the release.</summary>
    public string File(string name) => Path.Combine(One, "out", name);

    /// <summary>A new folder, which ends with the tests.</summary>
    public string NewFolder(string name) => _work.CreateSubdirectory(name).FullName;

    /// <summary>The files in a package.</summary>
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
        string[] commits = await Task.WhenAll(CommitAsync(One), CommitAsync(Other));
        Commit = Assert.Single(commits.Distinct());
        CommandResult[] built = await Task.WhenAll(
            Command.PowerShellAsync(One, Variables, "./build.ps1 -Task Package"),
            Command.PowerShellAsync(Other, Variables, "./build.ps1 -Task Package"));
        Said = built[0].Succeeded();
        built[1].Succeeded();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        // Git writes its objects without permission to write, which keeps Windows from deleting them.
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
        foreach (DirectoryInfo folder in from.EnumerateDirectories().Where(folder => !NoSources.Contains(folder.Name)))
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
