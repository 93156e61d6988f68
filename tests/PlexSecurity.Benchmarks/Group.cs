namespace PlexSecurity.Benchmarks;

/// <summary>Kinds of processes, the number of rounds, and the rows of the table for their output.</summary>
/// <param name="WarmUp">Whether an uncounted first round fills caches and stores the client identifier.</param>
internal sealed record Group(string Name, int Rounds, bool WarmUp, Child[] Children, Row[] Rows)
{
    private const string BareClient = "bare HttpClient";
    private const string BareCmdlet = "a cmdlet with a bare HttpClient";
    private const string Import = "import in a new pwsh";
    private const string Job = "import, connect, one token in a new pwsh";
    private const string First = "first token of the core in a new process";
    private const string Thousand = "1,000 sources, 8 at once, 20 ms each";

    /// <summary>Whether any of the processes loads the module.</summary>
    public bool UsesModule => Children.Any(static child => child.UsesModule);

    public static IReadOnlyList<Group> All { get; } =
    [
        new("cold", Rounds: 9, WarmUp: true,
            [
                Child.Shell("nothing", "Cold.ps1", "Nothing", usesModule: false),
                Child.Shell("empty-import", "Cold.ps1", "EmptyImport", usesModule: false),
                Child.Shell("import", "Cold.ps1", "Import"),
                Child.Shell("bare-job", "Cold.ps1", "BareJob", usesModule: false),
                Child.Shell("job", "Cold.ps1", "Job"),
                Child.Shell("rest-job", "Cold.ps1", "RestJob", usesModule: false),
            ],
            [
                new(Import, "import/import", "empty module", "empty-import/import", Row.Time, 1.15),
                new($"{Import} (processor time)", "import/import-cpu", "empty module", "empty-import/import-cpu", Row.Time),
                OverNothing(Job, "job/wall", BareCmdlet, "bare-job/wall", Row.Time, 1.1),
                OverNothing($"{Job} (processor time)", "job/cpu", BareCmdlet, "bare-job/cpu", Row.Time),
                OverNothing($"{Job}: methods compiled", "job/methods", BareCmdlet, "bare-job/methods", Row.Count),
                OverNothing(Job, "job/wall", "Invoke-RestMethod", "rest-job/wall", Row.Time),
                OverNothing($"{Job} (processor time)", "job/cpu", "Invoke-RestMethod", "rest-job/cpu", Row.Time),
            ]),
        new("warm", Rounds: 3, WarmUp: false,
            [Child.Shell("warm", "Tokens.ps1")],
            [
                new("a token, warm", "warm/token", BareCmdlet, "warm/bare", Row.Time, 1.15),
                new("a token, warm", "warm/token", "Invoke-RestMethod", "warm/rest", Row.Time, 0.34),
                new("allocated by a token", "warm/token-bytes", BareCmdlet, "warm/bare-bytes", Row.Bytes),
            ]),
        new("client", Rounds: 9, WarmUp: true,
            [
                Child.Core("core-first"), Child.Core("bare-first"), Child.Core("core-first-tls"), Child.Core("bare-first-tls"),
                Child.Core("core"),
            ],
            [
                new(First, "core-first/time", BareClient, "bare-first/time", Row.Time, 1.5),
                new($"{First} (processor time)", "core-first/cpu", BareClient, "bare-first/cpu", Row.Time),
                new($"{First}: compilation", "core-first/compilation", BareClient, "bare-first/compilation", Row.Time),
                new($"{First}: methods compiled", "core-first/methods", BareClient, "bare-first/methods", Row.Count),
                new($"{First}, over TLS", "core-first-tls/time", BareClient, "bare-first-tls/time", Row.Time, 1.5),
                new("allocated by a token in the core", "core/token-bytes", BareClient, "core/bare-token-bytes", Row.Bytes, 2),
                new("allocated by a source in the core", "core/source-bytes", BareClient, "core/bare-source-bytes", Row.Bytes, 2),
                new("a token in the core, warm", "core/token", BareClient, "core/bare-token", Row.Time),
                new("a source in the core, warm", "core/source", BareClient, "core/bare-source", Row.Time),
            ]),
        new("many", Rounds: 2, WarmUp: false,
            [Child.Shell("many", "Sources.ps1"), Child.Shell("memory", "Memory.ps1")],
            [
                new(Thousand, static measured => measured["many/all"], "ideal", static _ => 1000 * 20 / 8, Row.Time, 1.17),
                new(Thousand, "many/all", "Parallel.ForEachAsync over a bare HttpClient", "many/bare", Row.Time),
                new("first result of the 1,000", "many/first", "the last", "many/all", Row.Time),
                new("live memory at result 20,000", "memory/heap-20000", "at result 1,000", "memory/heap-1000", Row.Bytes, 1.1),
                new("working set at result 20,000", "memory/set-20000", "at result 1,000", "memory/set-1000", Row.Bytes, 1.25),
            ]),
        new("addresses", Rounds: 3, WarmUp: false,
            [Child.Shell("best", "BestAddress.ps1"), Child.Shell("addresses", "ManyAddresses.ps1")],
            [
                // The target allows 50 ms more than the head start.
                new("the best of seven addresses, six better ones dead: over the good one alone",
                    static measured => measured["best/mixed"] - measured["best/good"],
                    "head start of better ones", static _ => 300, Row.Time, 350 / 300.0),
                new("200 sources of 10 addresses, half dead (0.25 s, 64 at once)", static measured => measured["addresses/time"],
                    "dead x timeout / throttle", static _ => 200 * 5 * 250 / 64, Row.Time),
            ]),
    ];

    /// <summary>A row of two values minus that of a process that does nothing.</summary>
    private static Row OverNothing(
        string what, string value, string referenceName, string reference, Func<double, string> format, double? target = null)
    {
        string nothing = "nothing/" + value.Split('/')[1];
        double Over(Measurements measured, string name) => measured[name] - measured[nothing];
        return new(what, measured => Over(measured, value), referenceName, measured => Over(measured, reference), format, target);
    }
}
