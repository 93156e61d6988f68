using System.Diagnostics;
using PlexSecurity.Demo;

namespace PlexSecurity.Release.Tests;

/// <summary>Programs that the tests run, to their end.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>What this test run has in its environment for itself; the programs are to start as a user's do.</summary>
    private static readonly string[] Own =
        ["MSBUILD", "CORECLR_", "COR_", "CODE_COVERAGE", "TESTINGPLATFORM", "MicrosoftInstrumentation"];

    /// <summary>Runs dotnet.</summary>
    public static Task<CommandResult> DotNetAsync(
        string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(PowerShellTool.DotNet, arguments), folder, variables);

    /// <summary>Runs Git, with nothing of the user's own settings.</summary>
    public static Task<CommandResult> GitAsync(string folder, params string[] arguments) =>
        RunAsync(new ProcessStartInfo("git", arguments), folder, new Dictionary<string, string>
        {
            ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
            ["GIT_AUTHOR_DATE"] = "2020-01-01T00:00:00Z",
            ["GIT_COMMITTER_DATE"] = "2020-01-01T00:00:00Z",
        });

    /// <summary>Runs a script in the official PowerShell.</summary>
    public static Task<CommandResult> PowerShellAsync(
        string folder, IReadOnlyDictionary<string, string> variables, string script)
    {
        // An error is its message in one line, not the view for a terminal, which breaks lines.
        ProcessStartInfo start = PowerShellTool.Start(
            "-NonInteractive", "-Command",
            $"try {{ {script} }} catch {{ [Console]::Error.WriteLine($_.Exception.Message); exit 1 }}");
        start.Environment["NO_COLOR"] = "1";
        return RunAsync(start, folder, variables);
    }

    private static async Task<CommandResult> RunAsync(
        ProcessStartInfo start, string folder, IReadOnlyDictionary<string, string> variables)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (string name in start.Environment.Keys.ToArray())
        {
            if (Own.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                start.Environment.Remove(name);
        }

        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        // No build server may outlive the test with its folder.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using CancellationTokenSource stop =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(stop.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            return new CommandResult(process.ExitCode, (await output + await error).ReplaceLineEndings("\n"));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} was given up, at the latest after {Limit}.");
        }
    }
}

/// <summary>What a program said, and the code that it ended with.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The output of a program that must succeed.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}.\n{Output}");
        return Output;
    }
}
