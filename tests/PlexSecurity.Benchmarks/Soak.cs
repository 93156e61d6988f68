namespace PlexSecurity.Benchmarks;

/// <summary>22,000 calls, 64 at a time, through one session while the server fails at random.</summary>
internal static class Soak
{
    // 8 runspaces call for 2,000 sources and 500 tokens each, and for a tenth of that before.
    private const int Calls = 8 * (2000 + 500) * 11 / 10;
    private const int CallsAtOnce = 8 * 8;
    private const double HeapAllowance = 4 * 1024 * 1024;

    /// <returns>The exit code: 1 if a check fails.</returns>
    public static async Task<int> RunAsync()
    {
        RandomFaults faults = new();
        await using PlexSimulator server = await PlexSimulator.StartAsync(new SimulatorOptions { KeepHistory = false });
        server.Faults.Decide = faults.Decide;
        server.Sources.Fallback = static source => new SimulatedSource
        {
            Source = source,
            Name = "name of " + source,
            AccessToken = "transient-" + source["server://s".Length..].PadLeft(32, '0'),
            Connections = [new("https", "10.0.2.123", "https://10-0-2-123.0a1b2c3d.plex.direct:32400", 32400, Local: true)],
        };

        using TemporaryFolder folder = new();
        Measurements measured = new();
        measured.Add("soak", await Child.Shell("soak", "Soak.ps1").RunAsync(server, Paths.Module, folder.Combine("soak")));
        string[] errors = [.. measured.Names.Where(static name => name.Contains("/Plex", StringComparison.Ordinal))];
        (string What, double Value, string Limit, bool Holds)[] checks =
        [
            Equal("responses to another call, or received twice", measured.Sum("soak/wrong"), 0),
            Equal("calls without an outcome, or with two", measured.Sum("soak/lost"), 0),
            Equal("right responses and errors", measured.Sum("soak/right") + errors.Sum(measured.Sum), Calls),
            // Retries do not get past these faults: each is one error.
            Equal("`PlexInvalidResponse`, one for each broken response",
                measured.Sum("soak/PlexInvalidResponse"), faults["drop-after-headers"] + faults["truncate"] + faults["html"]),
            Equal("`PlexTimeout`, one for each missing response", measured.Sum("soak/PlexTimeout"), faults["hang"]),
            AtMost("connections of the client after the calls", measured["soak/connections"], CallsAtOnce),
            Equal("connections of the client after `Disconnect-PlexServer`", measured["soak/connections-end"], 0),
            AtMost("bytes of live memory that the calls leave", measured["soak/heap-after"] - measured["soak/heap-before"], HeapAllowance),
        ];
        Report.Write("Soak", "soak.md",
        [
            $"{Row.Count(Calls)} calls in {Row.Count(faults.Requests)} requests over at most {server.PeakConnections} connections at once; "
                + $"the timed part took {Row.Number(measured["soak/seconds"])} seconds. Live memory was "
                + $"{Row.Mebibytes(measured["soak/heap-before"])} before it and {Row.Mebibytes(measured["soak/heap-after"])} after it.",
            "", "| fault | times |", "| --- | --- |",
            .. RandomFaults.Names.Select(name => $"| {name} | {Row.Count(faults[name])} |"),
            "", "| outcome | times |", "| --- | --- |", $"| right response | {Row.Count(measured.Sum("soak/right"))} |",
            .. errors.Select(name => $"| {name["soak/".Length..]} | {Row.Count(measured.Sum(name))} |"),
            "", "| check | value | limit | |", "| --- | --- | --- | --- |",
            .. checks.Select(static check =>
                $"| {check.What} | {Row.Count(check.Value)} | {check.Limit} | {(check.Holds ? "holds" : "FAILS")} |"),
        ]);
        return Array.TrueForAll(checks, static check => check.Holds) ? 0 : 1;
    }

    private static (string What, double Value, string Limit, bool Holds) Equal(string what, double value, double expected) =>
        (what, value, Row.Count(expected), value == expected);

    private static (string What, double Value, string Limit, bool Holds) AtMost(string what, double value, double limit) =>
        (what, value, "≤ " + Row.Count(limit), value <= limit);
}
