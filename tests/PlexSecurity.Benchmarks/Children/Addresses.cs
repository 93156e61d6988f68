using System.Management.Automation;

namespace PlexSecurity.Benchmarks.Children;

/// <summary>Testing the addresses of sources, dead ones among them.</summary>
internal static class Addresses
{
    /// <summary>The source whose addresses are the good one alone.</summary>
    public const string Good = "server://good";

    /// <summary>The source that has dead addresses before the good one.</summary>
    public const string Mixed = "server://mixed";

    /// <summary>The source half of whose addresses are dead.</summary>
    public const string Half = "server://half";

    /// <summary>The best of the addresses with and without dead ones, in turns.</summary>
    public static void Best(int rounds)
    {
        using Engine engine = Connect();
        for (int round = -1; round < rounds; round++)
        {
            double good = Best(engine, "$good");
            double mixed = Best(engine, "$mixed");
            if (round < 0)
                continue;
            Figures.Write("good", good);
            Figures.Write("mixed", mixed);
        }
    }

    /// <summary>Every address of many sources, half of them dead, through one pipeline.</summary>
    public static void Scale(int sources, int throttle, double timeout)
    {
        using Engine engine = Connect();
        engine.Run("$null = Test-PlexSourceConnection $good");
        Figures.Write("heap-before", GC.GetTotalMemory(forceFullCollection: true));
        Figures.Write("set-before", Environment.WorkingSet);
        FormattableString script =
            $"$results = 1..{sources} | ForEach-Object {{ $half }} | Test-PlexSourceConnection -ThrottleLimit {throttle} -TimeoutSec {timeout}";
        Figures.Write("time", engine.Time(FormattableString.Invariant(script)));
        Figures.Write("heap-after", GC.GetTotalMemory(forceFullCollection: true));
        Figures.Write("set-after", Environment.WorkingSet);
        foreach (PSObject group in engine.Run("$results | ForEach-Object Status"))
            Figures.Write(group.ToString(), 1);
        Figures.Write("preferred", engine.Run("$results | Where-Object Preferred").Count);
    }

    private static Engine Connect()
    {
        Engine engine = new();
        engine.Connect();
        engine.Run($"$good, $mixed, $half = '{Good}', '{Mixed}', '{Half}' | Get-PlexSourceConnection");
        return engine;
    }

    private static double Best(Engine engine, string source) => engine.Time(
        $"if (@(Test-PlexSourceConnection {source} -Best).Count -ne 1) {{ throw 'There is no best address.' }}");
}
