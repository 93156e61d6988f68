using System.Reflection;
using System.Runtime.Loader;

namespace PlexSecurity.Benchmarks;

/// <summary>The paths of the measured modules and of the tools.</summary>
internal static class Paths
{
    public static string Module { get; } = Path.Combine(Metadata("ModulePath"), "PlexSecurity.psd1");

    /// <summary>A module with one cmdlet that does nothing.</summary>
    public static string EmptyModule { get; } = Path.Combine(Metadata("EmptyModulePath"), "EmptyModule.psd1");

    /// <summary>A module whose cmdlets use a bare HttpClient.</summary>
    public static string BareModule { get; } = Path.Combine(Metadata("BareModulePath"), "BareModule.psd1");

    /// <summary>The official PowerShell that the build restored.</summary>
    public static string PowerShell { get; } =
        Path.Combine(Metadata("PowerShellPath"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");

    public static string PowerShellVersion { get; } = Metadata("PowerShellVersion");

    /// <summary>The dotnet host of this process.</summary>
    public static string DotNet { get; } = Path.GetFullPath(Path.Combine(
        typeof(object).Assembly.Location, "..", "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The folder for the reports.</summary>
    public static string Output { get; } = Path.GetFullPath(Metadata("OutputPath"));

    /// <summary>Lets this process load the core from the built module.</summary>
    public static void ResolveCore() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "PlexSecurity.Core"
            ? context.LoadFromAssemblyPath(Path.Combine(Metadata("ModulePath"), "bin", "net8.0", "PlexSecurity.Core.dll"))
            : null;

    private static string Metadata(string key) =>
        typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
