using System.Diagnostics;

namespace PlexSecurity.Benchmarks.Rows;

/// <summary>Every line, one group after the other: only one thing is measured at a time.</summary>
internal static class Table
{
    public static async Task<int> RunAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await using Servers servers = await Servers.StartAsync();
        List<Row> rows = [];
        Say("new processes");
        rows.AddRange(await ColdRows.MeasureAsync(servers.Main, rounds: 9));
        Say("warm calls");
        rows.AddRange(await WarmRows.MeasureAsync(servers.Main, rounds: 500));
        Say("many sources");
        rows.AddRange(await ManyRows.MeasureAsync(servers.Main));
        Say("addresses");
        rows.AddRange(await AddressRows.MeasureAsync(servers, rounds: 9));

        Report.Write("Benchmarks", "benchmarks.md", rows);
        Console.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} seconds.");
        return rows.Exists(static row => row.IsMissed) ? 1 : 0;
    }

    private static void Say(string group) => Console.WriteLine($"Measuring {group} ...");
}
