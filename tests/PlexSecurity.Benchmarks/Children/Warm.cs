using System.Diagnostics;
using System.Management.Automation;
using BareModule;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>What a call costs when everything has been used before.</summary>
internal static class Warm
{
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
        using PlexToken token = new(Cold.Token);
        using PlexServerClient client = new(Cold.Server, token);
        Turns(
            "token",
            rounds,
            async () => (await client.GetTransientTokenAsync()).Dispose(),
            async () => await BareClient.GetTokenAsync(Cold.Server, Cold.Token));
        Turns(
            "source",
            rounds,
            async () => (await client.GetSourceConnectionInformationAsync(Source)).Dispose(),
            async () => await BareClient.GetSourceAsync(Cold.Server, Cold.Token, Source));
    }

    private static void Turns(string name, int rounds, Func<Task> ours, Func<Task> bare)
    {
        const int CallsPerRound = 100;
        const int WarmUpRounds = 10;
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            (double oursBytes, double oursTime) = Measure(ours, CallsPerRound);
            (double bareBytes, double bareTime) = Measure(bare, CallsPerRound);
            if (round < 0)
                continue;
            Figures.Write(name + "-bytes", oursBytes);
            Figures.Write(name + "-bare-bytes", bareBytes);
            Figures.Write(name, oursTime);
            Figures.Write(name + "-bare", bareTime);
        }
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
