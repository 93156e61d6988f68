using PlexSecurity;

/// <summary>
/// The child process of ClientIdentifierProcessTests. If the variable is set, the runtime runs this hook before any .NET program,
/// and the hook ends the process. The runtime requires this name and no namespace.
/// </summary>
internal static class StartupHook
{
    public const string FolderVariable = "PLEXSECURITY_TESTS_FOLDER";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not string folder)
            return;

        Console.WriteLine("ready");
        Console.ReadLine();
        PlexClientIdentifier identifier = PlexClientIdentifier.Resolve(null, null, folder);
        Console.WriteLine(identifier.Notice ?? identifier.Value);
        Environment.Exit(0);
    }
}
