using System.Diagnostics;

namespace PlexSecurity.Benchmarks.Rows;

/// <summary>Every line, one group after the other: only one thing is measured at a time.</summary>
internal static class Table
{
    private const int ColdRounds = 9;
    private const int WarmRounds = 150;
    private const int BestRounds = 9;

    private static readonly (string Name, Func<Servers, Task<IReadOnlyList<Row>>> Measure)[] Groups =
    [
        ("cold", servers => ColdRows.MeasureAsync(servers.Main, ColdRounds)),
        ("warm", servers => WarmRows.MeasureAsync(servers.Main, WarmRounds)),
        ("many", servers => ManyRows.MeasureAsync(servers.Main)),
        ("addresses", servers => AddressRows.MeasureAsync(servers, BestRounds)),
    ];

    public static string Names => string.Join(", ", Groups.Select(static group => group.Name));

    public static bool Has(string name) => Array.Exists(Groups, group => group.Name == name);

    /// <param name="names">The groups to measure; none for all.</param>
    public static async Task<int> RunAsync(string[] names)
    {
        long start = Stopwatch.GetTimestamp();
        await using Servers servers = await Servers.StartAsync();
        List<Row> rows = [];
        foreach ((string name, Func<Servers, Task<IReadOnlyList<Row>>> measure) in Groups)
        {
            if (names.Length > 0 && !names.Contains(name))
                continue;
            Console.WriteLine($"Measuring {name} ...");
            rows.AddRange(await measure(servers));
        }

        Report.Write(rows);
        Console.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} seconds.");
        return rows.Exists(static row => row.IsMissed) ? 1 : 0;
    }
}
