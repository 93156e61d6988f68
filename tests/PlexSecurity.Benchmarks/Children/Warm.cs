using System.Diagnostics;
using System.Management.Automation;
using BareModule;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>What a call costs when everything has been used before.</summary>
internal static class Warm
{
    // Until the JIT compiler has come back to what is called often.
    private const int WarmUpCalls = 3000;
    private const int CallsPerRound = 100;
    private const string Source = "server://s1";

    /// <summary>One token by the cmdlet and by one with a bare HttpClient, in turns.</summary>
    public static void Tokens(int rounds)
    {
        using Engine engine = new();
        engine.Connect();
        engine.Import(Places.BareModule);
        engine.Set("uri", Cold.Server);
        engine.Set("token", Cold.Token);
        engine.Set("rounds", rounds);
        string script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Children", "Tokens.ps1"));
        foreach (PSObject line in engine.Run(script))
            Console.WriteLine(line);
    }

    /// <summary>The bytes that a call of the core and of a bare HttpClient allocate, in turns.</summary>
    public static void Allocation(int rounds)
    {
        PlexToken token = new(Cold.Token);
        using PlexServerClient client = new(Cold.Server, token);
        (string Name, Func<Task> Ours, Func<Task> Bare)[] calls =
        [
            (
                "token",
                async () => (await client.GetTransientTokenAsync()).Dispose(),
                async () => await BareClient.GetTokenAsync(Cold.Server, Cold.Token)),
            (
                "source",
                async () => (await client.GetSourceConnectionInformationAsync(Source)).Dispose(),
                async () => await BareClient.GetSourceAsync(Cold.Server, Cold.Token, Source)),
        ];
        foreach ((_, Func<Task> ours, Func<Task> bare) in calls)
        {
            Measure(ours, WarmUpCalls);
            Measure(bare, WarmUpCalls);
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach ((string name, Func<Task> ours, Func<Task> bare) in calls)
            {
                Tell(name, Measure(ours, CallsPerRound));
                Tell(name + "-bare", Measure(bare, CallsPerRound));
            }
        }
    }

    private static void Tell(string name, (double Bytes, double Time) measured)
    {
        Figures.Write(name, measured.Time);
        Figures.Write(name + "-bytes", measured.Bytes);
    }

    private static (double Bytes, double Time) Measure(Func<Task> call, int count)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
            call().GetAwaiter().GetResult();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return ((GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)count, time / count);
    }
}
