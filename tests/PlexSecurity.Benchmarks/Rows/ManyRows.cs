using PlexSecurity.Benchmarks.Children;

namespace PlexSecurity.Benchmarks.Rows;

/// <summary>Many sources through one pipeline.</summary>
internal static class ManyRows
{
    private const int Count = 1000;
    private const int Throttle = 8;
    private const int ManyCount = 20_000;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(PlexSimulator server)
    {
        server.Faults.Decide = static request => request.Path == "/security/resources" ? Fault.Delay(Latency) : null;
        Figures sources = await Child.RunAsync(server, "sources", $"{Count}", $"{Throttle}");
        server.Faults.Decide = null;
        Figures memory = await Child.RunAsync(server, "memory", $"{ManyCount}");

        double ideal = Count * Latency.TotalMilliseconds / Throttle;
        return
        [
            new("1,000 sources, 8 at once, 20 ms each", Row.Milliseconds(sources["all"]), "ideal: " + Row.Milliseconds(ideal), ideal / sources["all"], 0.85, AtLeast: true),
            Row.Of("the same", sources["all"], "Parallel.ForEachAsync over a bare HttpClient", sources["bare"]),
            Row.Of("first result of the 1,000", sources["first"], "the last", sources["all"]),
            new("live memory at result 20,000", Row.Megabytes(memory["late-heap"]), "at result 1,000: " + Row.Megabytes(memory["early-heap"]), memory["late-heap"] / memory["early-heap"], 1.1),
            new("working set at result 20,000", Row.Megabytes(memory["late-set"]), "at result 1,000: " + Row.Megabytes(memory["early-set"]), memory["late-set"] / memory["early-set"], 1.25),
            Row.Of("20,000 sources without latency", memory["late"], "the first 1,000", memory["early"]),
        ];
    }
}
