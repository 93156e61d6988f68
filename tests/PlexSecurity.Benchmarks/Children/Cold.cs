using System.Diagnostics;
using System.Runtime;
using System.Runtime.CompilerServices;
using BareModule;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>What happens once in a process: importing, and the first calls.</summary>
internal static class Cold
{
    public static Uri Server { get; } = new(Environment.GetEnvironmentVariable("PLEX_URL")!);

    public static string Token { get; } = Environment.GetEnvironmentVariable("PLEX_TOKEN")!;

    public static void Import(string manifest)
    {
        using Engine engine = new();
        Phase("import", () => engine.Import(manifest));
    }

    private static Uri SecureServer => new(Environment.GetEnvironmentVariable(Child.SecureUri)!);

    /// <summary>The main job at the prompt of a new process.</summary>
    public static void Job()
    {
        using Engine engine = new();
        long start = Stopwatch.GetTimestamp();
        Phase("import", () => engine.Import(Places.Module));
        Phase("connect", () => engine.Run("Connect-PlexServer -FromEnvironment"));
        Phase("token", () => engine.Run("Get-PlexTransientToken"));
        Figures.Write("job", Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>The same three requests by a cmdlet with a bare HttpClient.</summary>
    public static void BareJob()
    {
        using Engine engine = new();
        engine.Set("uri", Server);
        engine.Set("token", Token);
        long start = Stopwatch.GetTimestamp();
        Phase("import", () => engine.Import(Places.BareModule));
        Phase("connect", () => engine.Run("Invoke-BareJob $uri $token"));
        Figures.Write("job", Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>The first token by the core, without the engine: two requests.</summary>
    public static void Core() => Phase("first", () => CoreCall(Server, null));

    /// <summary>The same over TLS.</summary>
    public static void CoreOverTls() => Phase("first", () => CoreCall(SecureServer, Environment.GetEnvironmentVariable(Child.Thumbprint)));

    /// <summary>The same two requests by a bare HttpClient.</summary>
    public static void Bare() => Phase("first", () => BareCall(Server));

    /// <summary>The same over TLS.</summary>
    public static void BareOverTls() => Phase("first", static () =>
    {
        BareClient.TrustAll();
        BareCall(SecureServer);
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CoreCall(Uri server, string? thumbprint)
    {
        PlexToken token = new(Token);
        using PlexServerClient client = new(server, token, new PlexClientOptions { CertificateThumbprint = thumbprint });
        client.GetTransientTokenAsync().GetAwaiter().GetResult().Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void BareCall(Uri server)
    {
        BareClient.GetIdentityAsync(server).GetAwaiter().GetResult();
        BareClient.GetTokenAsync(server, Token).GetAwaiter().GetResult();
    }

    /// <summary>The time of a step, how much of it the JIT compiler took, and which assemblies it brought.</summary>
    private static void Phase(string name, Action step)
    {
        List<string> loaded = [];
        AssemblyLoadEventHandler note = (_, args) => loaded.Add(args.LoadedAssembly.GetName().Name!);
        AppDomain.CurrentDomain.AssemblyLoad += note;
        TimeSpan compiling = JitInfo.GetCompilationTime();
        long methods = JitInfo.GetCompiledMethodCount();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        step();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Figures.Write(name + "-cpu", (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
        AppDomain.CurrentDomain.AssemblyLoad -= note;
        Figures.Write(name, time);
        Figures.Write(name + "-jit", (JitInfo.GetCompilationTime() - compiling).TotalMilliseconds);
        Figures.Write(name + "-methods", JitInfo.GetCompiledMethodCount() - methods);
        Figures.Write(name + "-assemblies", loaded.Count);
        Console.Error.WriteLine($"{name}: {string.Join(' ', loaded)}");
    }
}
