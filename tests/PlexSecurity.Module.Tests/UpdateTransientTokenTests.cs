using PlexSecurity.Module.Tests.Help;
using PlexSecurity.Module.Tests.Leaks;

namespace PlexSecurity.Module.Tests;

/// <summary>
/// examples/Update-PlexTransientToken.ps1 with another user of the machine who knows the path of the file and can write to its
/// folder.
/// </summary>
[Collection<ProcessEnvironment>]
public sealed class UpdateTransientTokenTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Open = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // Commands that the bare engine lacks.
    private const string StandIns = "function global:Write-Verbose { } function global:Write-Error { }";

    private static readonly string Script = Path.Combine(HelpPages.Root, "examples", "Update-PlexTransientToken.ps1");

    [Fact]
    public async Task The_file_is_private_from_the_start()
    {
        SkipOnWindows();
        using TemporaryFile file = new();
        await using ModuleSession session = await RunAsync(file);

        Assert.Equal([file.Path], Directory.GetFileSystemEntries(file.Folder));
        Assert.Equal(Private, Mode(file.Path));
        session.Run("$kept = [System.Management.Automation.PSSerializer]::Deserialize([IO.File]::ReadAllText($path))");
        Assert.Equal("Transient", session.Text("$kept | Connect-PlexServer -PassThru | ForEach-Object TokenKind"));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file.new")]
    public async Task A_planted_file_gets_no_token(string name)
    {
        SkipOnWindows();
        using TemporaryFile file = new();
        string planted = Path.Combine(file.Folder, name);
        await File.WriteAllTextAsync(planted, "planted", TestContext.Current.CancellationToken);
        SetMode(planted, Open);
        await using FileStream held = new(planted, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        await using ModuleSession session = await RunAsync(file);

        using StreamReader reader = new(held);
        Assert.Equal("planted", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Private, Mode(file.Path));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file.new")]
    public async Task A_planted_link_is_not_followed(string name)
    {
        SkipOnWindows();
        using TemporaryFile file = new();
        using TemporaryFile elsewhere = new();
        await File.WriteAllTextAsync(elsewhere.Path, "elsewhere", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(file.Folder, name), elsewhere.Path);

        await using ModuleSession session = await RunAsync(file);

        Assert.Equal("elsewhere", await File.ReadAllTextAsync(elsewhere.Path, TestContext.Current.CancellationToken));
        Assert.Null(new FileInfo(file.Path).LinkTarget);
        string kept = await File.ReadAllTextAsync(file.Path, TestContext.Current.CancellationToken);
        Assert.True(new TokenSearch(session.Server.TransientTokens).Finds(kept));
    }

    [Fact]
    public async Task A_folder_as_the_path_gives_exit_code_1_and_leaves_nothing()
    {
        using TemporaryFile file = new();
        Directory.CreateDirectory(file.Path);

        await using ModuleSession session = await RunAsync(file, exitCode: 1);

        Assert.Equal([file.Path], Directory.GetFileSystemEntries(file.Folder));
        Assert.Empty(Directory.GetFileSystemEntries(file.Path));
    }

    /// <summary>Runs the script once and returns the session.</summary>
    private static async Task<ModuleSession> RunAsync(TemporaryFile file, int exitCode = 0)
    {
        ModuleSession session = await ModuleSession.StartAsync(connect: false);
        using EnvironmentVariable url = new("PLEX_URL", session.Server.HttpUri.AbsoluteUri);
        using EnvironmentVariable token = new("PLEX_TOKEN", session.Server.AdminToken);
        session.Set("script", Script);
        session.Set("path", file.Path);
        ScriptResult result = session.Capture($"{StandIns}; & $script -Path $path; $LASTEXITCODE");

        Assert.Equal(exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture), result.Texts[^1]);
        return session;
    }

    private static void SkipOnWindows() =>
        Assert.SkipWhen(
            OperatingSystem.IsWindows(), "On Windows, a file inherits the access of its folder, and its token is encrypted.");

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}
