using System.Globalization;

namespace PlexSecurity.Benchmarks;

/// <summary>What to measure.</summary>
internal sealed class Options
{
    public List<Group> Groups { get; } = [];

    /// <summary>The manifests of the builds of the module: this one, and another one if given.</summary>
    public List<string> Modules { get; } = [Paths.Module];

    /// <summary>How many processes of each kind to start, or null for each group's own number.</summary>
    public int? Rounds { get; private set; }

    /// <returns>The options, or null if an argument is unknown.</returns>
    public static Options? Parse(string[] arguments)
    {
        Options options = new();
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? argument))
        {
            if (Group.All.FirstOrDefault(group => group.Name == argument) is Group group)
                options.Groups.Add(group);
            else if (argument == "--module" && rest.TryDequeue(out string? path) && File.Exists(path))
                options.Modules.Add(Path.GetFullPath(path));
            else if (argument == "--rounds" && rest.TryDequeue(out string? text) && int.TryParse(text, CultureInfo.InvariantCulture, out int rounds))
                options.Rounds = rounds;
            else
                return null;
        }

        if (options.Groups.Count == 0)
            options.Groups.AddRange(Group.All);
        return options;
    }
}
