using System.Diagnostics;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>The connection information of many sources through one pipeline.</summary>
internal static class Many
{
    private static readonly string[] MarkNames = ["first", "early", "late"];

    /// <summary>The time for so many, by the cmdlet and by a bare HttpClient, in turns, and the time of the first result.</summary>
    public static void Sources(int count, int throttle)
    {
        const int Rounds = 3;
        using Engine engine = new();
        engine.Connect();
        engine.Import(Places.BareModule);
        engine.Set("uri", Cold.Server);
        engine.Set("token", Cold.Token);
        engine.Run("'server://s1' | Get-PlexSourceConnection; Invoke-BareSources $uri $token -Count 10 -ThrottleLimit 2");
        for (int round = 0; round < Rounds; round++)
        {
            Counter counter = new([1], withMemory: false);
            engine.Set("counter", counter);
            engine.Run(Pipeline(count, throttle));
            counter.Require(count);
            Figures.Write("all", counter.Elapsed);
            Figures.Write("first", counter.Marks[0].Time);
            Figures.Write("bare", engine.Time($"Invoke-BareSources $uri $token -Count {count} -ThrottleLimit {throttle}"));
        }
    }

    /// <summary>What is alive and what is taken from the system while results stream by, after a twentieth of them and at the end.</summary>
    public static void Memory(int count)
    {
        using Engine engine = new();
        engine.Connect();
        Counter counter = new([1, count / 20, count], withMemory: true);
        engine.Set("counter", counter);
        engine.Run(Pipeline(count, throttle: 8));
        counter.Require(count);
        foreach ((string name, Mark mark) in MarkNames.Zip(counter.Marks))
        {
            Figures.Write(name, mark.Time);
            Figures.Write(name + "-heap", mark.Heap);
            Figures.Write(name + "-set", mark.WorkingSet);
        }
    }

    private static string Pipeline(int count, int throttle) =>
        $$"""1..{{count}} | ForEach-Object { "server://s$_" } | Get-PlexSourceConnection -ThrottleLimit {{throttle}} | ForEach-Object { $counter.Next() }""";
}
