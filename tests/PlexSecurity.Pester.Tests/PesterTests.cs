[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 4)]

namespace PlexSecurity.Pester.Tests;

/// <summary>Every file of <c>tests/Pester</c>, in the official PowerShell.</summary>
public sealed class PesterTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(TestPaths.Tests, "*.Tests.ps1").Select(file => Path.GetFileName(file)!).Order(
            StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_tests_of_a_file_pass(string file)
    {
        await using PesterRun run = PesterRun.Start(Path.Combine(TestPaths.Tests, file));

        PesterRun.PesterResult result = await run.WaitAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Passed, $"Exit code {result.ExitCode}.{Environment.NewLine}{result.Output}");
    }
}
