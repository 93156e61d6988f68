namespace PlexSecurity.Demo;

/// <summary>What the command line asks for.</summary>
internal sealed record DemoOptions(string? Server, string? Source, string? Script, bool Shell)
{
    public const string Usage = """
        Usage: dotnet run --project src/PlexSecurity.Demo [-- OPTIONS]

        Runs the main job of PlexSecurity in PowerShell, against a stand-in server
        that it starts, and shows each command with its output.

          --shell         opens PowerShell in place of the main job, with the module
                          imported and a session with the server open
          --server URL    a real server in place of the stand-in; its token is taken
                          from PLEX_TOKEN, or asked for
          --source SOURCE the source to ask for, such as server://CLIENT-IDENTIFIER
          --script FILE   runs a script of yours in place of the main job, with the
                          module imported and PLEX_URL and PLEX_TOKEN set

        The exit code is that of PowerShell: of the main job, of your script, or of
        the shell.
        """;

    /// <summary>Reads the command line; null with a fault.</summary>
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
                fault = $"There is no option '{name}'.";
            else if (++i == arguments.Length)
                fault = $"{name} needs a value.";
            else
                options = options.With(name, arguments[i]);
        }

        if (options is { Shell: true, Script: not null })
            fault ??= "--shell and --script do not go together.";
        if (options.Script is not null && !File.Exists(options.Script))
            fault ??= $"There is no file '{options.Script}'.";
        return fault is null ? options : null;
    }

    private DemoOptions With(string name, string value) => name switch
    {
        "--server" => this with { Server = value },
        "--source" => this with { Source = value },
        _ => this with { Script = value },
    };
}
