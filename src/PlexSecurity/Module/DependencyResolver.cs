using System.Reflection;

namespace PlexSecurity.Module;

/// <summary>
/// Resolves the dependencies of System.Text.Json from the folder of this assembly for Windows PowerShell, which has no binding
/// redirects for them. Only the listed assemblies are resolved, so that requests of other modules are not affected.
/// </summary>
internal static class DependencyResolver
{
#if NET
    // PowerShell 7 includes all of them.
    public static void Register()
    {
    }

    public static void Unregister()
    {
    }
#else
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces",
        "System.Buffers",
        "System.IO.Pipelines",
        "System.Memory",
        "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Text.Encodings.Web",
        "System.Text.Json",
        "System.Threading.Tasks.Extensions",
    };

    private static readonly string Folder = Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!;

    private static readonly object Lock = new();

    private static int _imports;

    /// <summary>Called for each import. The process has one handler for all runspaces.</summary>
    public static void Register()
    {
        lock (Lock)
        {
            if (_imports++ == 0)
                AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    public static void Unregister()
    {
        lock (Lock)
        {
            if (_imports > 0 && --_imports == 0)
                AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs args)
    {
        string name = new AssemblyName(args.Name).Name;
        string path = Path.Combine(Folder, name + ".dll");
        return Names.Contains(name) && File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
#endif
}
