using System.Diagnostics;

namespace PlexSecurity.Benchmarks;

/// <summary>Measures group by group, one process at a time, and writes the table.</summary>
internal static class Table
{
    /// <returns>The exit code: 1 if this build misses a target.</returns>
    public static async Task<int> RunAsync(Options options)
    {
        long start = Stopwatch.GetTimestamp();
        await using StandInServers servers = await StandInServers.StartAsync();
        List<string> lines =
        [
            "| what | PlexSecurity | beside it, in the same run | ratio | target | |",
            "| --- | --- | --- | --- | --- | --- |",
        ];
        bool isMissed = false;
        foreach (Group group in options.Groups)
        {
            Console.WriteLine($"Measuring {group.Name} ...");
            Measurements[] builds = await MeasureAsync(group, options, servers.Main);
            isMissed |= group.Rows.Any(row => row.IsMissed(builds[0]));
            foreach (Row row in group.Rows)
            {
                // The targets are for this build, and a row about the core alone is the same for both.
                lines.Add(row.Markdown(builds[0]));
                lines.AddRange(builds.Skip(1).Where(build => row.Value(build) != row.Value(builds[0])).Select(
                    build => (row with { What = row.What + ", other build", Target = null }).Markdown(build)));
            }
        }

        Report.Write("Benchmarks", "benchmarks.md", lines);
        Console.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} seconds.");
        return isMissed ? 1 : 0;
    }

    /// <summary>Runs one process of each kind, then one of each again, and so on: other load on the machine affects all alike.</summary>
    /// <returns>What each build of the module is compared by; the processes without the module count for all.</returns>
    private static async Task<Measurements[]> MeasureAsync(Group group, Options options, PlexSimulator server)
    {
        using TemporaryFolder folder = new();
        Measurements[] builds = [.. options.Modules.Select(static _ => new Measurements())];
        for (int round = group.WarmUp ? -1 : 0; round < (options.Rounds ?? group.Rounds); round++)
        {
            foreach (Child child in group.Children)
            {
                for (int build = 0; build < (child.UsesModule ? builds.Length : 1); build++)
                {
                    string output = await child.RunAsync(server, options.Modules[build], folder.Combine($"{child.Kind}-{build}"));
                    if (round < 0)
                        continue;
                    foreach (Measurements measured in child.UsesModule ? builds.AsSpan(build, 1).ToArray() : builds)
                        measured.Add(child.Kind, output);
                }
            }
        }

        return builds;
    }
}
