using System.Reflection;

namespace PlexSecurity.Module.Tests;

/// <summary>
/// What the build for Windows PowerShell answers when an assembly is not found. PowerShell 7 finds them all by itself, so it is
/// asked here directly.
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
    public async Task Only_the_named_companions_beside_the_module_are_given(string asked, string? given)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        Assembly module = Assert.IsType<Assembly>(
            session.Run("(Get-Command Connect-PlexServer).ImplementingType.Assembly")[0].BaseObject, exactMatch: false);
        MethodInfo resolve = module.GetType("PlexSecurity.Module.DependencyResolver", throwOnError: true)!
            .GetMethod("Resolve", BindingFlags.Static | BindingFlags.NonPublic)!;

        Assembly? found = (Assembly?)resolve.Invoke(null, [null, new ResolveEventArgs(asked)]);

        Assert.Equal(given, found?.GetName().Name);
    }

    [Fact]
    public async Task However_often_the_module_is_imported_there_is_one_handler_until_the_last_is_removed()
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

    /// <summary>The event of the process keeps its handlers in a field; nothing public counts them.</summary>
    private static int Handlers(Type resolver)
    {
        Delegate? handlers = (Delegate?)typeof(System.Runtime.Loader.AssemblyLoadContext)
            .GetField("AssemblyResolve", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null);
        return handlers?.GetInvocationList().Count(handler => handler.Method.DeclaringType == resolver) ?? 0;
    }
}
