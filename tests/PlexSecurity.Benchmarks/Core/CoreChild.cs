using System.Diagnostics;
using System.Runtime;
using BareModule;

namespace PlexSecurity.Benchmarks.Core;

/// <summary>The measurements of a child process without PowerShell: the core and a bare HttpClient.</summary>
internal static class CoreChild
{
    private const string Source = "server://s1";

    private static readonly Uri Server = new(Variable("PLEX_URL"));
    private static readonly Uri SecureServer = new(Variable("PLEX_HTTPS_URL"));
    private static readonly string Token = Variable("PLEX_TOKEN");

    public static Task RunAsync(string kind) => kind switch
    {
        "core-first" => FirstAsync(static () => CoreFirstAsync(Server, new())),
        "bare-first" => FirstAsync(static () => BareFirstAsync(Server)),
        "core-first-tls" => FirstAsync(
            static () => CoreFirstAsync(SecureServer, new() { CertificateThumbprint = Variable("PLEX_THUMBPRINT") })),
        "bare-first-tls" => FirstAsync(static () => BareFirstAsync(SecureServer)),
        "core" => WarmAsync(),
        _ => throw new ArgumentException($"There is no kind '{kind}'."),
    };

    private static async Task CoreFirstAsync(Uri server, PlexClientOptions options)
    {
        PlexToken token = new(Token);
        using PlexServerClient client = new(server, token, options);
        await CoreTokenAsync(client);
    }

    private static async Task BareFirstAsync(Uri server)
    {
        if (server.Scheme == Uri.UriSchemeHttps)
            BareClient.TrustAll();
        await BareClient.GetIdentityAsync(server);
        await BareClient.GetTokenAsync(server, Token);
    }

    private static async Task CoreTokenAsync(PlexServerClient client) => await client.GetTransientTokenAsync();

    private static async Task CoreSourceAsync(PlexServerClient client) =>
        await client.GetSourceConnectionInformationAsync(Source);

    private static async Task FirstAsync(Func<Task> call)
    {
        TimeSpan compilation = JitInfo.GetCompilationTime();
        long methods = JitInfo.GetCompiledMethodCount();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await call();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Print("cpu", (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
        Print("time", time);
        Print("compilation", (JitInfo.GetCompilationTime() - compilation).TotalMilliseconds);
        Print("methods", JitInfo.GetCompiledMethodCount() - methods);
    }

    private static async Task WarmAsync()
    {
        PlexToken token = new(Token);
        using PlexServerClient client = new(Server, token);
        (string Name, Func<Task> Call)[] kinds =
        [
            ("token", () => CoreTokenAsync(client)),
            ("bare-token", static () => BareClient.GetTokenAsync(Server, Token)),
            ("source", () => CoreSourceAsync(client)),
            ("bare-source", static () => BareClient.GetSourceAsync(Server, Token, Source)),
        ];

        // Rounds below 0 do not count: in them, the JIT compiler optimizes frequently called methods.
        for (int round = -30; round < 30; round++)
        {
            foreach ((string name, Func<Task> call) in kinds)
            {
                long bytes = GC.GetTotalAllocatedBytes(precise: true);
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < 100; i++)
                    await call();
                double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
                if (round < 0)
                    continue;
                Print(name, time / 100);
                Print(name + "-bytes", bytes / 100.0);
            }
        }
    }

    private static void Print(string name, double value) => Console.WriteLine(FormattableString.Invariant($"{name} {value:R}"));

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name)!;
}
