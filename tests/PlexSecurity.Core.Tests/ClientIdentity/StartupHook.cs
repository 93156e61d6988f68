using PlexSecurity;

/// <summary>
/// Makes of any .NET program a child process of ClientIdentifierProcessTests: where that variable is set, the runtime runs this
/// before the program, which then does not run. The name and the place outside a namespace are what the runtime looks for.
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
