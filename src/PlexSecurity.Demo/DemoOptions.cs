namespace PlexSecurity.Demo;

/// <summary>The command-line options.</summary>
internal sealed record DemoOptions(string? Server, string? Source, string? Script, bool Shell)
{
    public const string Usage = """
        Usage: dotnet run --project src/PlexSecurity.Demo [-- OPTIONS]

        Runs the main job of PlexSecurity in PowerShell, against a stand-in server
        that it starts, and shows each command with its output.

          --shell         opens PowerShell instead of running the main job, with the
                          module imported and an open session with the server
          --server URL    uses a real server instead of the stand-in; the token is read
                          from PLEX_TOKEN or from a prompt
          --source SOURCE the source to get, such as server://CLIENT-IDENTIFIER
          --script FILE   runs your script instead of the main job, with the module
                          imported and PLEX_URL and PLEX_TOKEN set

        The exit code is the exit code of the main job, of your script, or of the
        shell.
        """;

    /// <summary>Parses the command line. Returns null and a fault if it is not valid.</summary>
    public static DemoOptions? Parse(string[] arguments, out string? fault)
    {
        DemoOptions options = new(null, null, null, false);
        fault = null;
        for (int i = 0; i < arguments.Length && fault is null; i++)
        {
            string name = arguments[i];
            if (name == "--shell")
                options = options with { Shell = true };
            else if (name is not ("--server" or "--source" or "--script"))
                fault = $"Unknown option '{name}'.";
            else if (++i == arguments.Length)
                fault = $"{name} requires a value.";
            else
                options = options.With(name, arguments[i]);
        }

        if (options is { Shell: true, Script: not null })
            fault ??= "--shell and --script cannot be combined.";
        if (options.Script is not null && !File.Exists(options.Script))
            fault ??= $"The file '{options.Script}' does not exist.";
        return fault is null ? options : null;
    }

    private DemoOptions With(string name, string value) => name switch
    {
        "--server" => this with { Server = value },
        "--source" => this with { Source = value },
        _ => this with { Script = value },
    };
}
