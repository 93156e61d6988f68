using System.Reflection;
using PlexSecurity.Module.Tests.Engine;

namespace PlexSecurity.Module.Tests;

/// <summary>
/// The built module, with the build that this test assembly tests. PowerShell 7 always selects the net8.0 build; for the other
/// one, a copy of the manifest has the condition inverted.
/// </summary>
internal static class TestedModule
{
    public static string Build { get; } = typeof(TestedModule).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "ModuleBuild").Value!;

    public static string Manifest { get; } = Build == "net8.0" ? PowerShellEngine.BuiltModule : CopyForDesktop();

    private static string CopyForDesktop()
    {
        string source = Path.GetDirectoryName(PowerShellEngine.BuiltModule)!;
        string root = Directory.CreateTempSubdirectory("PlexSecurity-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        string target = Path.Combine(root, "PlexSecurity");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string manifest = Path.Combine(target, "PlexSecurity.psd1");
        string text = File.ReadAllText(manifest);
        const string Condition = "$PSEdition -eq 'Core'";
        Assert.Contains(Condition, text, StringComparison.Ordinal);
        File.WriteAllText(manifest, text.Replace(Condition, "$PSEdition -ne 'Core'", StringComparison.Ordinal));
        return manifest;
    }
}
