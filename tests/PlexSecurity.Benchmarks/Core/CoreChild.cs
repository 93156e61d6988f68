using System.Diagnostics;
using System.Runtime;
using BareModule;

namespace PlexSecurity.Benchmarks.Core;

/// <summary>What a child process measures without PowerShell: the core and a bare HttpClient.</summary>
internal static class CoreChild
{
    private static readonly Uri Server = new(Variable("PLEX_URL"));
    private static readonly string Token = Variable("PLEX_TOKEN");

    public static Task RunAsync(string kind) => kind switch
    {
        "core-first" => FirstAsync(static () => CoreTokenAsync(Server, new())),
        "bare-first" => FirstAsync(static () => BareTokenAsync(Server)),
        "core-first-tls" => FirstAsync(
            static () => CoreTokenAsync(new(Variable("PLEX_HTTPS_URL")), new() { CertificateThumbprint = Variable("PLEX_THUMBPRINT") })),
        "bare-first-tls" => FirstAsync(static () =>
        {
            BareClient.TrustAll();
            return BareTokenAsync(new(Variable("PLEX_HTTPS_URL")));
        }),
        "warm-core" => WarmAsync(),
        _ => throw new ArgumentException($"There is no child '{kind}'."),
    };

    private static async Task CoreTokenAsync(Uri server, PlexClientOptions options)
    {
        using PlexToken token = new(Token);
        using PlexServerClient client = new(server, token, options);
        using (await client.GetTransientTokenAsync())
        {
        }
    }

    private static async Task BareTokenAsync(Uri server)
    {
        await BareClient.GetIdentityAsync(server);
        await BareClient.GetTokenAsync(server, Token);
    }

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

    /// <summary>The milliseconds and the bytes that a call takes, in turns, after many of each.</summary>
    private static async Task WarmAsync()
    {
        const string Source = "server://s1";
        using PlexToken token = new(Token);
        using PlexServerClient client = new(Server, token);
        (string Name, Func<Task> Call)[] kinds =
        [
            ("token", async () => (await client.GetTransientTokenAsync()).Dispose()),
            ("bare-token", static () => BareClient.GetTokenAsync(Server, Token)),
            ("source", async () => (await client.GetSourceConnectionInformationAsync(Source)).Dispose()),
            ("bare-source", static () => BareClient.GetSourceAsync(Server, Token, Source)),
        ];

        // Until the JIT compiler has optimized what is called often.
        foreach ((_, Func<Task> call) in kinds)
            await RepeatAsync(call, 3000);
        for (int round = 0; round < 30; round++)
        {
            foreach ((string name, Func<Task> call) in kinds)
            {
                (double time, double bytes) = await RepeatAsync(call, 100);
                Print(name, time);
                Print(name + "-bytes", bytes);
            }
        }
    }

    private static async Task<(double Time, double Bytes)> RepeatAsync(Func<Task> call, int count)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
            await call();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (time / count, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)count);
    }

    private static void Print(string name, double value) => Console.WriteLine(FormattableString.Invariant($"{name} {value:R}"));

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
