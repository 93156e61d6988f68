namespace PlexSecurity.Benchmarks;

/// <summary>22,000 calls, 64 at a time, through one session, with random faults of the server.</summary>
internal static class Soak
{
    // Eight runspaces request 2,000 sources and 500 tokens each, after a warm-up with a tenth of that.
    private const int Calls = 8 * (2000 + 500) * 11 / 10;
    private const double HeapAllowance = 4 * 1024 * 1024;

    /// <returns>The exit code: 1 if a check fails.</returns>
    public static async Task<int> RunAsync()
    {
        RandomFaults faults = new();
        await using PlexSimulator server = await PlexSimulator.StartAsync(new SimulatorOptions { KeepHistory = false });
        server.Faults.Decide = faults.Decide;
        server.Sources.Fallback = source => server.Sources.DefaultServer with
        {
            Source = source,
            ClientIdentifier = null,
            Name = "name of " + source,
            AccessToken = "transient-" + source["server://s".Length..].PadLeft(32, '0'),
        };

        Measurements measured = new();
        measured.Add("soak", await Child.Shell("soak", "Soak.ps1").RunAsync(server, Paths.Module));
        string[] errors = [.. measured.Names.Where(static name => name.Contains("/Plex", StringComparison.Ordinal))];
        double right = measured.Sum("soak/right");
        double left = measured["soak/heap-after"] - measured["soak/heap-before"];
        Check[] checks =
        [
            new("responses to another call, or duplicate responses", measured.Sum("soak/wrong"), 0),
            new("calls with no outcome or two outcomes", measured.Sum("soak/lost"), 0),
            new("right responses and errors", right + errors.Sum(measured.Sum), Calls),
            // Retries do not help against these faults: each is one error.
            new("`PlexInvalidResponse`, one for each broken response", measured.Sum("soak/PlexInvalidResponse"),
                faults.Counts["drop-after-headers"] + faults.Counts["truncate"] + faults.Counts["html"]),
            new("`PlexTimeout`, one for each missing response", measured.Sum("soak/PlexTimeout"), faults.Counts["hang"]),
            new("`PlexConnectionFailed`, one for each dropped request for a token", measured.Sum("soak/PlexConnectionFailed"),
                faults.Counts[RandomFaults.DroppedMint]),
            // A call with a timeout leaves a closing connection.
            new("simultaneous connections", server.PeakConnections, 64 + faults.Counts["hang"], AtMost: true),
            new("connections after the calls", measured["soak/connections"], 64, AtMost: true),
            new("connections after `Disconnect-PlexServer`", measured["soak/connections-end"], 0),
            new("bytes of live memory after the calls", left, HeapAllowance, AtMost: true),
        ];
        Report.Write("Soak", "soak.md",
        [
            $"{Row.Count(Calls)} calls in {Row.Count(faults.Requests)} requests; "
                + $"the timed part took {Row.Number(measured["soak/seconds"])} seconds.",
            "", "| fault | times |", "| --- | --- |",
            .. faults.Counts.OrderByDescending(static fault => fault.Value).Select(
                static fault => $"| {fault.Key} | {Row.Count(fault.Value)} |"),
            "", "| outcome | times |", "| --- | --- |", $"| right response | {Row.Count(right)} |",
            .. errors.Select(name => $"| {name["soak/".Length..]} | {Row.Count(measured.Sum(name))} |"),
            "", "| Check | Value | Required | |", "| --- | --- | --- | --- |",
            .. checks.Select(static check => check.Markdown),
        ]);
        return Array.TrueForAll(checks, static check => check.Holds) ? 0 : 1;
    }

    private sealed record Check(string What, double Value, double Expected, bool AtMost = false)
    {
        public bool Holds => AtMost ? Value <= Expected : Value == Expected;

        public string Markdown =>
            $"| {What} | {Row.Count(Value)} | {(AtMost ? "≤ " : "")}{Row.Count(Expected)} | {(Holds ? "holds" : "FAILS")} |";
    }
}
