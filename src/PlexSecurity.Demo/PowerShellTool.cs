using System.Diagnostics;
using System.Reflection;

namespace PlexSecurity.Demo;

/// <summary>The official PowerShell, as the build restored it.</summary>
internal static class PowerShellTool
{
    /// <summary>The variable that asks for another PowerShell, by the path of its program.</summary>
    public const string ProgramVariable = "PLEXSECURITY_PWSH";

    /// <summary>The manifest of the module that the build laid out.</summary>
    public static string Module { get; } = Path.Combine(Metadata("ModulePath"), "PlexSecurity.psd1");

    private static string Assembly { get; } =
        Path.Combine(Metadata("PowerShellPath"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");

    /// <summary>A start of PowerShell that takes nothing from a profile, or from the network.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        string? program = Environment.GetEnvironmentVariable(ProgramVariable);
        ProcessStartInfo start = string.IsNullOrEmpty(program)
            ? new ProcessStartInfo(DotNet) { ArgumentList = { "exec", Assembly } }
            : new ProcessStartInfo(program);
        foreach (string argument in arguments.Prepend("-NoProfile").Prepend("-NoLogo"))
            start.ArgumentList.Add(argument);

        // The path to the modules is rebuilt by PowerShell; its own program, which starts jobs, needs the runtime's folder.
        start.Environment.Remove("PSModulePath");
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(DotNet);
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }

    /// <summary>The host that runs this process.</summary>
    public static string DotNet { get; } = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", OperatingSystem.IsWindows()
            ? "dotnet.exe"
            : "dotnet"));

    private static string Metadata(string key) => typeof(PowerShellTool).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == key).Value!;
}
