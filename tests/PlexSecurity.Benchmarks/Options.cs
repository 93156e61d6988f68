namespace PlexSecurity.Benchmarks;

/// <summary>The groups to measure, the manifests of the builds, and the number of processes of each kind.</summary>
internal sealed record Options(Group[] Groups, string[] Modules, int? Rounds)
{
    /// <returns>The options, or null if an argument is unknown.</returns>
    public static Options? Parse(string[] arguments)
    {
        List<Group> groups = [];
        List<string> modules = [Paths.Module];
        int? rounds = null;
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? argument))
        {
            if (Group.All.FirstOrDefault(group => group.Name == argument) is Group group)
                groups.Add(group);
            else if (argument == "--module" && rest.TryDequeue(out string? path) && File.Exists(path))
                modules.Add(Path.GetFullPath(path));
            else if (argument == "--rounds" && rest.TryDequeue(out string? text) && uint.TryParse(text, out uint number))
                rounds = (int)number;
            else
                return null;
        }

        return new([.. groups.Count == 0 ? Group.All : groups], [.. modules], rounds);
    }
}
