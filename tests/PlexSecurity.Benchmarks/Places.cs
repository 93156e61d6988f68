using System.Reflection;
using System.Runtime.Loader;

namespace PlexSecurity.Benchmarks;

/// <summary>Where the builds that are measured lie.</summary>
internal static class Places
{
    /// <summary>The manifest of the finished module.</summary>
    public static string Module { get; } = Path.Combine(Of("ModulePath"), "PlexSecurity.psd1");

    /// <summary>The manifest of the module with one cmdlet that does nothing.</summary>
    public static string EmptyModule { get; } = Path.Combine(Of("EmptyModulePath"), "EmptyModule.psd1");

    /// <summary>The manifest of the module whose cmdlets use a bare HttpClient.</summary>
    public static string BareModule { get; } = Path.Combine(Of("BareModulePath"), "BareModule.psd1");

    /// <summary>The folder for what this program writes.</summary>
    public static string Output { get; } = Path.GetFullPath(Of("OutputPath"));

    /// <summary>Lets this process find the core in the finished module.</summary>
    public static void UseCoreOfModule() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "PlexSecurity.Core"
            ? context.LoadFromAssemblyPath(Path.Combine(Of("ModulePath"), "bin", "net8.0", "PlexSecurity.Core.dll"))
            : null;

    private static string Of(string key) => typeof(Places).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == key).Value!;
}
