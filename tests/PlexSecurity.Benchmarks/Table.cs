namespace PlexSecurity.Benchmarks;

/// <summary>Measures each group, one process at a time, and writes the table.</summary>
internal static class Table
{
    /// <returns>The exit code: 1 if this build misses a target.</returns>
    public static async Task<int> RunAsync(Options options)
    {
        await using StandInServers servers = await StandInServers.StartAsync();
        List<string> lines =
        [
            "| Measurement | PlexSecurity | Compared with, in the same run | Ratio | Target | |",
            "| --- | --- | --- | --- | --- | --- |",
        ];
        bool isMissed = false;
        foreach (Group group in options.Groups)
        {
            Console.WriteLine($"Measuring {group.Name} ...");
            Measurements[] builds = await MeasureAsync(group, options, servers.Main);
            foreach (Row row in group.Rows)
            {
                // The targets are for this build.
                lines.Add(row.Markdown(builds[0]));
                isMissed |= row.IsMissed(builds[0]);
                Row other = row with { What = row.What + ", other build", Target = null };
                lines.AddRange(builds.Skip(1).Select(other.Markdown));
            }
        }

        Report.Write("Benchmarks", "benchmarks.md", lines);
        return isMissed ? 1 : 0;
    }

    /// <summary>Runs one process of each kind per round, so that other load affects all kinds alike.</summary>
    /// <returns>The measurements for each build of the module; those of processes without the module are in each.</returns>
    private static async Task<Measurements[]> MeasureAsync(Group group, Options options, PlexSimulator server)
    {
        string[] modules = group.UsesModule ? options.Modules : [Paths.Module];
        Measurements[] builds = [.. modules.Select(static _ => new Measurements())];
        for (int round = group.WarmUp ? -1 : 0; round < (options.Rounds ?? group.Rounds); round++)
        {
            foreach (Child child in group.Children)
            {
                for (int build = 0; build < (child.UsesModule ? builds.Length : 1); build++)
                {
                    string output = await child.RunAsync(server, modules[build], build);
                    foreach (Measurements measured in child.UsesModule ? [builds[build]] : builds)
                        if (round >= 0) measured.Add(child.Kind, output);
                }
            }
        }

        return builds;
    }
}
