using System.Reflection;

namespace PlexSecurity.Pester.Tests;

/// <summary>Where the build put what the tests need.</summary>
internal static class Places
{
    /// <summary>The build of this assembly, and of the stand-in server.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The manifest of Pester.</summary>
    public static string Pester { get; } = Path.GetFullPath(Metadata("PesterPath"));

    /// <summary>The folder of the Pester tests.</summary>
    public static string Tests { get; } = InProject("tests", "Pester");

    /// <summary>A small file of tests for the runner itself.</summary>
    public static string Case(string name) => InProject("tests", "PlexSecurity.Pester.Tests", "Cases", name + ".ps1");

    private static string InProject(params ReadOnlySpan<string> parts) =>
        Path.GetFullPath(Path.Combine([Metadata("ProjectPath"), .. parts]));

    private static string Metadata(string key) => typeof(Places).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == key).Value!;
}
