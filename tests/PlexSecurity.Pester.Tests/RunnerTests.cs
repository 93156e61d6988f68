using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PlexSecurity.Pester.Tests;

/// <summary>The result of the runner for passing, failing and broken files.</summary>
public sealed partial class RunnerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_file_with_passing_tests_passes()
    {
        PesterRun.PesterResult result = await RunAsync("Passes");

        Assert.True(result.Passed, result.Output);
    }

    [Fact]
    public async Task A_failure_has_its_name_message_file_and_line()
    {
        PesterRun.PesterResult result = await RunAsync("Fails");

        Assert.False(result.Passed);
        Assert.Contains("[-] A file.fails", result.Output, StringComparison.Ordinal);
        Assert.Contains("Expected 2, because it must fail, but got 1.", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"Fails\.ps1:3\b", result.Output);
        Assert.Contains("1 passed, 1 failed, 0 skipped", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NoTest", "0 passed, 0 failed")]
    [InlineData("DoesNotParse", "Missing closing '}'")]
    [InlineData("SetUpFails", "the setup failed")]
    [InlineData("SkipsAll", "0 passed, 0 failed, 1 skipped")]
    [InlineData("EndsEarly", "Running tests")]
    [InlineData("Exits", "Running tests")]
    public async Task A_file_without_a_complete_run_fails(string file, string output)
    {
        PesterRun.PesterResult result = await RunAsync(file);

        Assert.False(result.Passed, result.Output);
        Assert.Contains(output, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_of_the_user_does_not_reach_the_tests()
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("hostile-");
        Dictionary<string, string> hostile = new()
        {
            ["HOSTILE"] = "1",
            ["HOME"] = home.FullName,
            ["XDG_CONFIG_HOME"] = home.FullName,
            ["PSModulePath"] = home.FullName,
            ["PLEX_URL"] = "http://127.0.0.1:1/",
            ["PLEX_TOKEN"] = "hostile",
            ["HTTP_PROXY"] = "http://127.0.0.1:1/",
        };
        Directory.CreateDirectory(Path.Combine(home.FullName, "powershell"));
        await File.WriteAllTextAsync(
            Path.Combine(
                home.FullName, "powershell", "profile.ps1"), "$global:FromProfile = 1", TestContext.Current.CancellationToken);

        await using PesterRun run = PesterRun.Start(TestPaths.Case("Environment"), hostile);
        PesterRun.PesterResult result = await run.WaitAsync(TestContext.Current.CancellationToken);
        home.Delete(recursive: true);

        Assert.True(result.Passed, result.Output);
    }

    [Fact]
    public async Task A_disposed_run_leaves_no_process_and_no_file()
    {
        PesterRun run = PesterRun.Start(TestPaths.Case("Waits"));
        await WaitingAsync(run);
        int id = run.Process.Id;

        await run.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        Assert.False(Directory.Exists(run.WorkPath));
    }

    [Fact]
    public async Task A_run_without_its_runner_ends_and_leaves_no_file()
    {
        await using PesterRun run = PesterRun.Start(TestPaths.Case("Waits"));
        await WaitingAsync(run);

        // The script only sees that its input ends.
        run.Process.StandardInput.Close();

        await run.Process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, run.Process.ExitCode);
        Assert.False(Directory.Exists(run.WorkPath));
    }

    private static async Task<PesterRun.PesterResult> RunAsync(string file)
    {
        await using PesterRun run = PesterRun.Start(TestPaths.Case(file));
        return await run.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task WaitingAsync(PesterRun run)
    {
        using CancellationTokenSource stop =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Limit);
        while (await run.Process.StandardOutput.ReadLineAsync(stop.Token) is string line)
        {
            if (Waiting().Match(line) is { Success: true } waiting)
            {
                Assert.Equal(run.WorkPath, waiting.Groups[1].Value);
                Assert.True(Directory.Exists(run.WorkPath));
                return;
            }
        }

        Assert.Fail("The run ended.");
    }

    [GeneratedRegex("^waiting in (.+)$")]
    private static partial Regex Waiting();
}
