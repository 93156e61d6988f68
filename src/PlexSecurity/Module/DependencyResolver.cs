using System.Reflection;

namespace PlexSecurity.Module;

/// <summary>
/// Finds System.Text.Json's dependencies beside this assembly for Windows PowerShell, which has no binding redirects for them.
/// Only the named ones: another module's request is never answered with our copy of something else.
/// </summary>
internal static class DependencyResolver
{
#if NET
    // PowerShell 7 brings all of them.
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

    private static readonly object One = new();

    private static int _imports;

    /// <summary>Each runspace that imports the module calls this; the process has one handler for all.</summary>
    public static void Register()
    {
        lock (One)
        {
            if (_imports++ == 0)
                AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    public static void Unregister()
    {
        lock (One)
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
