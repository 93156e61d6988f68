using PlexSecurity.Benchmarks.Children;

namespace PlexSecurity.Benchmarks.Rows;

/// <summary>Importing, the main job in a new process, and the first call.</summary>
internal static class ColdRows
{
    private static readonly string Job =
        $"Import-Module '{Places.Module}'; Connect-PlexServer -FromEnvironment; Get-PlexTransientToken | Out-Null";

    private const string ByHand = """
        $headers = @{ Accept = 'application/json'; 'X-Plex-Token' = $env:PLEX_TOKEN }
        Invoke-RestMethod "${env:PLEX_URL}identity" -Headers @{ Accept = 'application/json' } | Out-Null
        Invoke-RestMethod $env:PLEX_URL -Headers $headers | Out-Null
        Invoke-RestMethod "${env:PLEX_URL}security/token?type=delegation&scope=all" -Method Post -Headers $headers | Out-Null
        """;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(PlexSimulator server, int rounds)
    {
        // The first round warms the disk's cache and makes the file with the client identifier.
        Figures import = new(), empty = new(), job = new(), bareJob = new(), core = new(), bare = new();
        for (int round = -1; round < rounds; round++)
        {
            Figures discarded = new();
            (round < 0 ? discarded : import).Add(await Child.RunAsync(server, "import", Places.Module));
            (round < 0 ? discarded : empty).Add(await Child.RunAsync(server, "import", Places.EmptyModule));
            (round < 0 ? discarded : job).Add(await Child.RunAsync(server, "job"));
            (round < 0 ? discarded : bareJob).Add(await Child.RunAsync(server, "bare-job"));
            (round < 0 ? discarded : core).Add(await Child.RunAsync(server, "core"));
            (round < 0 ? discarded : bare).Add(await Child.RunAsync(server, "bare"));
        }

        List<Row> rows =
        [
            Row.Of("import in a new process", import["import"], "empty module", empty["import"], 1.5),
            Row.Of("first token of the core in a new process", core["first"], "bare HttpClient", bare["first"], 1.5),
            Row.Of("import, connect, one token in a new process", job["job"], "a cmdlet with a bare HttpClient", bareJob["job"]),
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

    private static Row Counted(string what, double ours, double reference) =>
        new(what, $"{ours:0}", $"there: {reference:0}", ours / reference);

    /// <summary>The time over an empty process, of the module and of Invoke-RestMethod, both in a whole PowerShell.</summary>
    private static async Task<IReadOnlyList<Row>> ByHandAsync(PlexSimulator server, int rounds)
    {
        if (Shell.Path is null)
            return [];
        Figures job = new(), hand = new(), empty = new(), import = new(), emptyImport = new();
        for (int round = -1; round < rounds; round++)
        {
            Figures discarded = new();
            (round < 0 ? discarded : empty).Add(await Child.RunProgramAsync(server, Shell.Path, Shell.Arguments("$null")));
            (round < 0 ? discarded : job).Add(await Child.RunProgramAsync(server, Shell.Path, Shell.Arguments(Job)));
            (round < 0 ? discarded : hand).Add(await Child.RunProgramAsync(server, Shell.Path, Shell.Arguments(ByHand)));
            (round < 0 ? discarded : import).Add(await Child.RunProgramAsync(server, Shell.Path, Shell.Arguments(Import(Places.Module))));
            (round < 0 ? discarded : emptyImport).Add(await Child.RunProgramAsync(server, Shell.Path, Shell.Arguments(Import(Places.EmptyModule))));
        }

        return
        [
            Row.Of("import in a new pwsh", import["import"], "empty module", emptyImport["import"], 1.5),
            Row.Of(
                "import, connect, one token in a new pwsh, over an empty one",
                job["wall"] - empty["wall"],
                "Invoke-RestMethod, the same three requests",
                hand["wall"] - empty["wall"],
                0.6),
        ];
    }

    private static string Import(string manifest) => $"""
        $start = [Diagnostics.Stopwatch]::GetTimestamp()
        Import-Module '{manifest}'
        'import ' + [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """;
}
