namespace PlexSecurity.Demo;

/// <summary>The options of the command line.</summary>
internal sealed record DemoOptions(string? Server, string? Source, string? Script, bool Shell)
{
    public const string Usage = """
        Usage: dotnet run --project src/PlexSecurity.Demo [-- OPTIONS]

        Runs the main job of PlexSecurity in PowerShell, against a stand-in server
        that it starts, and shows each command with its output.

          --shell         opens PowerShell instead of the main job, with the module
                          imported and a session with the server
          --server URL    uses a real server instead of the stand-in server; its token
                          comes from PLEX_TOKEN or a prompt
          --source SOURCE requests this source, such as server://CLIENT-IDENTIFIER
          --script FILE   runs your script instead of the main job, with the module
                          imported and PLEX_URL and PLEX_TOKEN set

        The exit code is that of PowerShell: of the main job, your script or the
        shell.
        """;

    /// <summary>Parses the command line. Returns null and an error message for invalid arguments.</summary>
    public static DemoOptions? Parse(string[] arguments, out string? error)
    {
        DemoOptions options = new(null, null, null, false);
        error = null;
        for (int i = 0; i < arguments.Length && error is null; i++)
        {
            string name = arguments[i];
            if (name == "--shell")
                options = options with { Shell = true };
            else if (name is not ("--server" or "--source" or "--script"))
                error = $"There is no option '{name}'.";
            else if (++i == arguments.Length)
                error = $"{name} needs a value.";
            else
                options = options.With(name, arguments[i]);
        }

        if (options is { Shell: true, Script: not null })
            error ??= "--shell and --script cannot be combined.";
        if (options.Script is not null && !File.Exists(options.Script))
            error ??= $"There is no file '{options.Script}'.";
        return error is null ? options : null;
    }

    private DemoOptions With(string name, string value) => name switch
    {
        "--server" => this with { Server = value },
        "--source" => this with { Source = value },
        _ => this with { Script = value },
    };
}
