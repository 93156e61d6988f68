using System.Reflection;

namespace PlexSecurity.Module.Tests;

/// <summary>
/// The assembly resolution of the build for Windows PowerShell. PowerShell 7 finds all assemblies itself, so the test calls the
/// resolver directly.
/// </summary>
public sealed class DependencyResolverTests
{
    [Theory]
    [InlineData("System.Text.Json, Version=10.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", "System.Text.Json")]
    [InlineData("System.Text.Encodings.Web, Version=4.0.5.1", "System.Text.Encodings.Web")]
    [InlineData("PlexSecurity.Core", null)]
    [InlineData("Newtonsoft.Json, Version=13.0.0.0", null)]
    [InlineData("System.Text.Json.resources", null)]
    [InlineData("../System.Text.Json", null)]
    public async Task Only_the_listed_dependencies_are_resolved(string requested, string? expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        Assembly module = Assert.IsType<Assembly>(
            session.Run("(Get-Command Connect-PlexServer).ImplementingType.Assembly")[0].BaseObject, exactMatch: false);
        MethodInfo resolve = module.GetType("PlexSecurity.Module.DependencyResolver", throwOnError: true)!
            .GetMethod("Resolve", BindingFlags.Static | BindingFlags.NonPublic)!;

        Assembly? found = (Assembly?)resolve.Invoke(null, [null, new ResolveEventArgs(requested)]);

        Assert.Equal(expected, found?.GetName().Name);
    }

    [Fact]
    public async Task There_is_one_handler_until_the_last_import_is_removed()
    {
        await using ModuleSession first = await ModuleSession.StartAsync(connect: false);
        Assembly module = Assert.IsType<Assembly>(
            first.Run("(Get-Command Connect-PlexServer).ImplementingType.Assembly")[0].BaseObject, exactMatch: false);
        Type resolver = module.GetType("PlexSecurity.Module.DependencyResolver", throwOnError: true)!;
        int before = Handlers(resolver);
        await using (ModuleSession second = await ModuleSession.StartAsync(connect: false))
        {
            Assert.Equal(1, Handlers(resolver));
            second.Run("Remove-Module PlexSecurity");
        }

        Assert.Equal((1, 1), (before, Handlers(resolver)));
    }

    /// <summary>Counts the handlers of the event in its private field, because no public member returns them.</summary>
    private static int Handlers(Type resolver)
    {
        Delegate? handlers = (Delegate?)typeof(System.Runtime.Loader.AssemblyLoadContext)
            .GetField("AssemblyResolve", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null);
        return handlers?.GetInvocationList().Count(handler => handler.Method.DeclaringType == resolver) ?? 0;
    }
}
