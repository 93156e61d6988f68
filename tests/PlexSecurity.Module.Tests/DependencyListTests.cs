using System.Reflection;
using System.Runtime.Loader;

namespace PlexSecurity.Module.Tests;

/// <summary>The build for Windows PowerShell resolves only the assemblies that are shipped with it.</summary>
public sealed class DependencyListTests
{
    [Fact]
    public void The_dependency_list_matches_the_shipped_assemblies()
    {
        string folder = Path.Combine(Path.GetDirectoryName(TestedModule.Manifest)!, "bin", "netstandard2.0");
        AssemblyLoadContext context = new("netstandard2.0", isCollectible: true);
        try
        {
            FieldInfo list = context.LoadFromAssemblyPath(Path.Combine(folder, "PlexSecurity.dll"))
                .GetType("PlexSecurity.Module.DependencyResolver", throwOnError: true)!
                .GetField("Names", BindingFlags.NonPublic | BindingFlags.Static)!;

            IEnumerable<string> shipped =
                Directory.GetFiles(folder, "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)!);

            Assert.Equal(
                shipped.Where(name => !name.StartsWith("PlexSecurity", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
                Assert.IsType<IEnumerable<string>>(list.GetValue(null), exactMatch: false).Order(StringComparer.Ordinal));
        }
        finally
        {
            context.Unload();
        }
    }
}
