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

    /// <summary>Reads the command line; null where it is not understood.</summary>
    public static DemoOptions? Parse(string[] arguments)
    {
        DemoOptions options = new(null, null, null, false);
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? name))
        {
            if (name == "--shell")
            {
                options = options with { Shell = true };
                continue;
            }

            if (!rest.TryDequeue(out string? value))
                return null;
            DemoOptions? next = name switch
            {
                "--server" => options with { Server = value },
                "--source" => options with { Source = value },
                "--script" => options with { Script = value },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }

        return options is { Shell: true, Script: not null } ? null : options;
    }
}
