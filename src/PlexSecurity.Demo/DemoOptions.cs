namespace PlexSecurity.Demo;

/// <summary>What the command line asks for.</summary>
internal sealed record DemoOptions(string? Server, string? Source, string? Script)
{
    public const string Usage = """
        Usage: dotnet run --project src/PlexSecurity.Demo [-- OPTIONS]

        Runs the main job of PlexSecurity in the PowerShell engine, against a stand-in
        server that it starts, and shows each command with its output.

          --server URL    a real server in place of the stand-in; its token is taken
                          from PLEX_TOKEN, or asked for
          --source SOURCE the source to ask for, such as server://CLIENT-IDENTIFIER
          --script FILE   run a script of yours in place of the main job, with the
                          module imported and PLEX_URL and PLEX_TOKEN set
        """;

    /// <summary>Reads the command line; null where it is not understood.</summary>
    public static DemoOptions? Parse(string[] arguments)
    {
        DemoOptions options = new(null, null, null);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
                return null;
            string value = arguments[i + 1];
            DemoOptions? next = arguments[i] switch
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

        return options;
    }
}
