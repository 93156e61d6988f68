using PlexSecurity.Benchmarks.Children;

namespace PlexSecurity.Benchmarks.Rows;

/// <summary>Importing, the main job in a new process, and the first call.</summary>
internal static class ColdRows
{
    private static readonly string MainJob =
        $"Import-Module '{Places.Module}'; Connect-PlexServer -FromEnvironment; Get-PlexTransientToken | Out-Null";

    private static readonly string BareJob =
        $"Import-Module '{Places.BareModule}'; Invoke-BareJob $env:PLEX_URL $env:PLEX_TOKEN | Out-Null";

    private const string ProcessorTime = "[Environment]::CpuUsage.TotalTime.TotalMilliseconds";

    private const string ByHand = """
        $headers = @{ Accept = 'application/json'; 'X-Plex-Token' = $env:PLEX_TOKEN }
        Invoke-RestMethod "${env:PLEX_URL}identity" -Headers @{ Accept = 'application/json' } | Out-Null
        Invoke-RestMethod $env:PLEX_URL -Headers $headers | Out-Null
        Invoke-RestMethod "${env:PLEX_URL}security/token?type=delegation&scope=all" -Method Post -Headers $headers | Out-Null
        """;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(PlexSimulator server, int rounds)
    {
        Dictionary<string, Figures> figures = await InTurnsAsync(rounds, new()
        {
            ["import"] = () => Child.RunAsync(server, "import", Places.Module),
            ["empty"] = () => Child.RunAsync(server, "import", Places.EmptyModule),
            ["job"] = () => Child.RunAsync(server, "job"),
            ["bare-job"] = () => Child.RunAsync(server, "bare-job"),
            ["core"] = () => Child.RunAsync(server, "core"),
            ["bare"] = () => Child.RunAsync(server, "bare"),
            ["core-tls"] = () => Child.RunAsync(server, "core-tls"),
            ["bare-tls"] = () => Child.RunAsync(server, "bare-tls"),
        });
        Figures import = figures["import"], empty = figures["empty"], job = figures["job"], core = figures["core"], bare = figures["bare"];
        List<Row> rows =
        [
            Row.Of("import in a new process", import["import"], "empty module", empty["import"], 1.5),
            Processor("import in a new process", import["import-cpu"], "empty module", empty["import-cpu"]),
            Row.Of("first token of the core in a new process", core["first"], "bare HttpClient", bare["first"], 1.5),
            Processor("first token of the core in a new process", core["first-cpu"], "bare HttpClient", bare["first-cpu"]),
            Row.Of("first token over TLS in a new process", figures["core-tls"]["first"], "bare HttpClient", figures["bare-tls"]["first"], 1.5),
            Row.Of("import, connect, one token in a new process", job["job"], "a cmdlet with a bare HttpClient", figures["bare-job"]["job"]),
            Row.Of("of that: Connect-PlexServer, its first time", job["connect"], "the whole", job["job"]),
            Row.Of("of that: Get-PlexTransientToken, its first time", job["token"], "the whole", job["job"]),
        ];
        rows.AddRange(Profile("import", import, empty, "import"));
        rows.AddRange(Profile("first token", core, bare, "first"));
        rows.AddRange(await ByHandAsync(server, rounds));
        return rows;
    }

    private static IEnumerable<Row> Profile(string what, Figures ours, Figures reference, string phase)
    {
        yield return Row.Of($"of {what}: compiling", ours[phase + "-jit"], "there", reference[phase + "-jit"]);
        yield return Counted($"of {what}: methods compiled", ours[phase + "-methods"], reference[phase + "-methods"]);
        yield return Counted($"of {what}: assemblies loaded", ours[phase + "-assemblies"], reference[phase + "-assemblies"]);
    }

    /// <summary>The processor's time: what else the machine does adds less to it.</summary>
    private static Row Processor(string what, double ours, string beside, double reference) =>
        Row.Of(what + " (processor time)", ours, beside, reference);

    private static Row Counted(string what, double ours, double reference) =>
        new(what, $"{ours:0}", $"there: {reference:0}", ours / reference);

    /// <summary>The time over an empty process, of the module and of Invoke-RestMethod, both in a whole PowerShell.</summary>
    private static async Task<IReadOnlyList<Row>> ByHandAsync(PlexSimulator server, int rounds)
    {
        if (Shell.Path is null)
            return [];
        Dictionary<string, Figures> figures = await InTurnsAsync(rounds, new()
        {
            ["empty"] = () => ShellAsync(server, "empty", "$null"),
            ["job"] = () => ShellAsync(server, "job", MainJob),
            ["bare-job"] = () => ShellAsync(server, "bare-job", BareJob),
            ["hand"] = () => ShellAsync(server, "hand", ByHand),
            ["import"] = () => ShellAsync(server, "import", Import(Places.Module)),
            ["empty-import"] = () => ShellAsync(server, "empty-import", Import(Places.EmptyModule)),
        });
        double Over(string name, string figure) => figures[name][figure] - figures["empty"][figure];
        const string Job = "import, connect, one token in a new pwsh, over an empty one";
        const string Hand = "Invoke-RestMethod, the same three requests";
        return
        [
            Row.Of("import in a new pwsh", figures["import"]["import"], "empty module", figures["empty-import"]["import"], 1.5),
            Processor("import in a new pwsh", figures["import"]["import-cpu"], "empty module", figures["empty-import"]["import-cpu"]),
            Row.Of(Job, Over("job", "wall"), Hand, Over("hand", "wall"), 0.6),
            Processor(Job, Over("job", "cpu"), Hand, Over("hand", "cpu")),
            Row.Of("the same by a cmdlet with a bare HttpClient", Over("bare-job", "wall"), Hand, Over("hand", "wall")),
            Processor("the same by a cmdlet with a bare HttpClient", Over("bare-job", "cpu"), Hand, Over("hand", "cpu")),
        ];
    }

    /// <summary>Each once, then each once more, and so on: what else the machine does meanwhile falls on all alike.</summary>
    private static async Task<Dictionary<string, Figures>> InTurnsAsync(int rounds, Dictionary<string, Func<Task<Figures>>> processes)
    {
        Dictionary<string, Figures> figures = processes.Keys.ToDictionary(static name => name, static _ => new Figures());

        // Not counted: the disk's cache is warmed, and the file with the client identifier made.
        foreach (Func<Task<Figures>> run in processes.Values)
            await run();
        for (int round = 0; round < rounds; round++)
        {
            foreach ((string name, Func<Task<Figures>> run) in processes)
                figures[name].Add(await run());
        }

        return figures;
    }

    private static Task<Figures> ShellAsync(PlexSimulator server, string name, string script) =>
        Child.RunProgramAsync(
            server,
            Shell.Path!,
            Shell.Arguments($"{script}\n'cpu ' + {ProcessorTime}.ToString([cultureinfo]::InvariantCulture)"),
            cache: name);

    private static string Import(string manifest) => $"""
        $processor = {ProcessorTime}
        $start = [Diagnostics.Stopwatch]::GetTimestamp()
        Import-Module '{manifest}'
        $time = [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
        $processor = {ProcessorTime} - $processor
        'import ' + $time.ToString([cultureinfo]::InvariantCulture)
        'import-cpu ' + $processor.ToString([cultureinfo]::InvariantCulture)
        """;
}
