using System.Diagnostics;
using System.Text.RegularExpressions;
using PlexSecurity.Demo;

namespace PlexSecurity.Pester.Tests;

/// <summary>
/// One file of Pester tests in its own PowerShell, with its own home and temporary folder. Both are deleted after the run. If
/// this process is killed, the standard input of the script ends, and the script cleans up.
/// </summary>
internal sealed partial class PesterRun : IAsyncDisposable
{
    /// <summary>Only ends a run that hangs: a file of 40 seconds took five minutes on a very busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);

    /// <summary>The variables to keep. The run removes all other variables of the user.</summary>
    private static readonly string[] KeptVariables =
    [
        "PATH", "LANG", "LC_ALL", "TERM", "DOTNET_ROOT", "POWERSHELL_TELEMETRY_OPTOUT", "POWERSHELL_UPDATECHECK",
        "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "ProgramFiles", "ProgramData", "NUMBER_OF_PROCESSORS",
        "PROCESSOR_ARCHITECTURE",
    ];

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("PlexSecurity-pester-");
    private readonly Process _process;

    private PesterRun(string file, IReadOnlyDictionary<string, string>? users)
    {
        ProcessStartInfo start = PowerShellTool.Start(
            "-NonInteractive", "-File", Path.Combine(
                TestPaths.Tests, "Invoke-Tests.ps1"), "-Path", file, "-Configuration", TestPaths.Configuration,
            "-PesterPath", TestPaths.Pester, "-WorkPath", _work.FullName, "-Verbosity", "Normal", "-UntilInputCloses");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach ((string name, string value) in users ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        foreach (string name in start.Environment.Keys.Except(KeptVariables, StringComparer.OrdinalIgnoreCase).ToArray())
            start.Environment.Remove(name);
        foreach (string name in new[] { "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP" })
            start.Environment[name] = _work.FullName;
        start.Environment["DOTNET_HOST_PATH"] = PowerShellTool.DotNet;
        start.Environment["NO_COLOR"] = "1";

        // In short processes, these optimizations cost more time than they save.
        foreach (string setting in new[] { "TieredPGO", "TC_CallCounting", "EnableWriteXorExecute" })
            start.Environment[$"DOTNET_{setting}"] = "0";
        _process = Process.Start(start)!;
    }

    /// <summary>The folder for all files of the run.</summary>
    public string WorkPath => _work.FullName;

    /// <summary>The process of PowerShell.</summary>
    public Process Process => _process;

    /// <summary>Starts a run.</summary>
    /// <param name="file">The file of tests.</param>
    /// <param name="users">More variables of the user.</param>
    public static PesterRun Start(string file, IReadOnlyDictionary<string, string>? users = null) => new(file, users);

    /// <summary>Waits for the end of the run.</summary>
    /// <exception cref="TimeoutException">The run did not end within nine minutes.</exception>
    public async Task<PesterResult> WaitAsync(CancellationToken ct)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(Limit);
        try
        {
            Task<string> error = _process.StandardError.ReadToEndAsync(stop.Token);
            string output = await _process.StandardOutput.ReadToEndAsync(stop.Token);
            output += await error;
            await _process.WaitForExitAsync(stop.Token);
            return new PesterResult(_process.ExitCode, output.Trim());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The run took longer than {Limit}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        if (Directory.Exists(WorkPath))
            _work.Delete(recursive: true);
    }

    /// <summary>The output and the exit code of a run.</summary>
    internal sealed partial record PesterResult(int ExitCode, string Output)
    {
        /// <summary>
        /// Whether the run is complete, with passed and no failed tests. The exit code alone could come from a test script.
        /// </summary>
        public bool Passed => ExitCode == 0 && Summary().IsMatch(Output);

        [GeneratedRegex(@"^[1-9]\d* passed, 0 failed, \d+ skipped\r?$", RegexOptions.Multiline)]
        private static partial Regex Summary();
    }
}
