using System.Diagnostics;
using PlexSecurity.Demo;

namespace PlexSecurity.Release.Tests;

/// <summary>Runs programs and waits for their end.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The prefixes of variables of the test runner. They are removed, so that programs start as for a user.</summary>
    private static readonly string[] RunnerPrefixes =
        ["MSBUILD", "CORECLR_", "COR_", "CODE_COVERAGE", "TESTINGPLATFORM", "MicrosoftInstrumentation"];

    /// <summary>Runs dotnet.</summary>
    public static Task<CommandResult> DotNetAsync(
        string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(PowerShellTool.DotNet, arguments), folder, variables);

    /// <summary>Runs Git without the settings of the user.</summary>
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
        // Only the message of an error, because the error view breaks lines.
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
            if (RunnerPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                start.Environment.Remove(name);
        }

        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        // No build server may outlive the test and keep its folder in use.
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
            throw new TimeoutException($"{start.FileName} did not end within {Limit}, or the test was canceled.");
        }
    }
}

/// <summary>The output and the exit code of a program.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>Asserts that the program succeeded, and returns its output.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}.\n{Output}");
        return Output;
    }
}
