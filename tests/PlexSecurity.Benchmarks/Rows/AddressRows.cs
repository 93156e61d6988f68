using System.Globalization;
using PlexSecurity.Benchmarks.Children;

namespace PlexSecurity.Benchmarks.Rows;

/// <summary>Dead addresses: how long they hold up the best one, and what many of them cost.</summary>
internal static class AddressRows
{
    private const int SourceCount = 200;
    private const int AddressesEach = 10;
    private const int Throttle = 64;
    private const double TimeoutSec = 0.25;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Servers servers, int rounds)
    {
        await servers.AddAddressesAsync();
        Figures best = await Child.RunAsync(servers.Main, "best", Text(rounds));

        using PeakOf peak = new(() => servers.OpenConnections);
        Figures scale = await Child.RunAsync(servers.Main, "scale", Text(SourceCount), Text(Throttle), Text(TimeoutSec));
        int dead = scale.All("TimedOut").Count;
        if (dead != SourceCount * AddressesEach / 2 || scale.All("Reachable").Count != dead)
            throw new InvalidOperationException("Not half of the addresses were dead.");

        double bound = dead * TimeoutSec / Throttle * 1000;
        return
        [
            new(
                "the best of seven addresses, six better ones dead",
                Row.Milliseconds(best["mixed"]),
                "the good one alone: " + Row.Milliseconds(best["good"]),
                best["mixed"] - best["good"],
                350,
                Unit: " ms more"),
            Row.Of("200 sources of 10 addresses, half dead (0.25 s, 64 at once)", scale["time"], "dead x timeout / throttle", bound),
            new("connections open at once meanwhile, at most", $"{peak.Highest}", $"-ThrottleLimit: {Throttle}", (double)peak.Highest / Throttle),
            new(
                "live memory after these 2,000 results, all kept",
                Row.Megabytes(scale["heap-after"]),
                "before: " + Row.Megabytes(scale["heap-before"]),
                scale["heap-after"] / scale["heap-before"]),
        ];
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
