using System.Runtime.CompilerServices;

namespace PlexSecurity.Module.Tests;

/// <summary>Keeps the tests away from the configuration folder and the variables of whoever runs them.</summary>
internal static class TestEnvironment
{
    private const int Threads = 64;

    private static readonly string[] Variables = ["PLEX_URL", "PLEX_TOKEN", "PLEX_CLIENT_IDENTIFIER"];

    /// <summary>On Linux this variable alone says where the configuration of a user is.</summary>
    [ModuleInitializer]
    internal static void Prepare()
    {
        string folder = Directory.CreateTempSubdirectory("PlexSecurity-config-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", folder);
        foreach (string variable in Variables)
            Environment.SetEnvironmentVariable(variable, null);

        // Running scripts and gates in the stand-in server hold threads; waiting for the pool to grow would take seconds.
        ThreadPool.SetMinThreads(Threads, Threads);
    }
}
