using System.Diagnostics;
using System.Security.Cryptography;

namespace PlexSecurity.Benchmarks;

/// <summary>A kind of process to measure.</summary>
/// <param name="Kind">The name of the kind.</param>
/// <param name="UsesModule">Whether it loads the module, and so runs for each build of the module.</param>
/// <param name="Command">The arguments of <c>dotnet exec</c>: an assembly and its arguments.</param>
internal sealed record Child(string Kind, bool UsesModule, params string[] Command)
{
    /// <summary>The option that starts this program as a child process.</summary>
    public const string CoreOption = "--child";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string CacheFolders = Directory.CreateTempSubdirectory("PlexSecurity-").FullName;

    static Child() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Directory.Delete(CacheFolders, recursive: true);

    /// <summary>Creates the kind that runs a script of this project in a new PowerShell.</summary>
    public static Child Shell(string kind, string script, string job = "", bool usesModule = true) => new(
        kind,
        usesModule,
        [
            Paths.PowerShell, "-NoLogo", "-NoProfile", "-NonInteractive",
            "-File", Path.Combine(AppContext.BaseDirectory, "Scripts", script), job,
        ]);

    /// <summary>Creates the kind that runs the core or a bare HttpClient, without PowerShell.</summary>
    public static Child Core(string kind) => new(kind, UsesModule: false, typeof(Child).Assembly.Location, CoreOption, kind);

    /// <summary>Runs a process with one build of the module.</summary>
    /// <returns>The output, and the elapsed milliseconds as "wall".</returns>
    public async Task<string> RunAsync(PlexSimulator server, string module, int build = 0)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(StartInfo(server, module, build))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{Kind}' failed: {await errors}{await output}");
        return await output + FormattableString.Invariant($"\nwall {wall.TotalMilliseconds}");
    }

    private ProcessStartInfo StartInfo(PlexSimulator server, string module, int build)
    {
        ProcessStartInfo start = new(Paths.DotNet, ["exec", .. Command]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["PLEX_URL"] = server.HttpUri.AbsoluteUri;
        start.Environment["PLEX_TOKEN"] = server.AdminToken;
        start.Environment["PLEX_HTTPS_URL"] = server.HttpsUri.AbsoluteUri;
        start.Environment["PLEX_THUMBPRINT"] = server.ServerCertificate.GetCertHashString(HashAlgorithmName.SHA256);
        start.Environment["MODULE"] = module;
        start.Environment["BARE_MODULE"] = Paths.BareModule;
        start.Environment["EMPTY_MODULE"] = Paths.EmptyModule;

        // One folder per kind: PowerShell stores a profile of compiled methods, and compiles them ahead on its next start.
        string folder = Directory.CreateDirectory(Path.Combine(CacheFolders, $"{Kind}-{build}")).FullName;
        foreach (string variable in (string[])["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"])
            start.Environment[variable] = folder;
        start.Environment.Remove("PSModulePath");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }
}
