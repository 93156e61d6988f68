using System.Reflection;

namespace PlexSecurity.Pester.Tests;

/// <summary>The paths from the build.</summary>
internal static class TestPaths
{
    /// <summary>The build configuration of this assembly and of the stand-in server.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The path of the manifest of Pester.</summary>
    public static string Pester { get; } = Path.GetFullPath(Metadata("PesterPath"));

    /// <summary>The folder of the Pester tests.</summary>
    public static string Tests { get; } = InProject("tests", "Pester");

    /// <summary>The path of a test file for the tests of the runner.</summary>
    public static string Case(string name) => InProject("tests", "PlexSecurity.Pester.Tests", "Cases", name + ".ps1");

    private static string InProject(params ReadOnlySpan<string> parts) =>
        Path.GetFullPath(Path.Combine([Metadata("ProjectPath"), .. parts]));

    private static string Metadata(string key) => typeof(TestPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == key).Value!;
}
