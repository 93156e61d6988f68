using System.Diagnostics;
using System.Reflection;

namespace PlexSecurity.Demo;

/// <summary>The official PowerShell that the build restored.</summary>
internal static class PowerShellTool
{
    /// <summary>The variable with the path of another PowerShell to use.</summary>
    public const string ProgramVariable = "PLEXSECURITY_PWSH";

    /// <summary>The manifest of the built module.</summary>
    public static string Module { get; } = Path.Combine(Metadata("ModulePath"), "PlexSecurity.psd1");

    private static string Assembly { get; } =
        Path.Combine(Metadata("PowerShellPath"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");

    /// <summary>Creates the start information of a PowerShell without profile and network access.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        string? program = Environment.GetEnvironmentVariable(ProgramVariable);
        ProcessStartInfo start = string.IsNullOrEmpty(program)
            ? new ProcessStartInfo(DotNet) { ArgumentList = { "exec", Assembly } }
            : new ProcessStartInfo(program);
        foreach (string argument in arguments.Prepend("-NoProfile").Prepend("-NoLogo"))
            start.ArgumentList.Add(argument);

        // PowerShell sets the module path itself. Its own executable, which starts jobs, needs the folder of the runtime.
        start.Environment.Remove("PSModulePath");
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(DotNet);
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }

    /// <summary>The dotnet host of this process.</summary>
    public static string DotNet { get; } = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", OperatingSystem.IsWindows()
            ? "dotnet.exe"
            : "dotnet"));

    private static string Metadata(string key) => typeof(PowerShellTool).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == key).Value!;
}
