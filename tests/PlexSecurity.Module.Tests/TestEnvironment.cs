using System.Runtime.CompilerServices;

namespace PlexSecurity.Module.Tests;

/// <summary>Isolates the tests from the configuration folder and the variables of the user.</summary>
internal static class TestEnvironment
{
    private const int Threads = 64;

    private static readonly string[] Variables = ["PLEX_URL", "PLEX_TOKEN", "PLEX_CLIENT_IDENTIFIER"];

    /// <summary>On Linux, this variable determines the configuration folder of the user.</summary>
    [ModuleInitializer]
    internal static void Prepare()
    {
        string folder = Directory.CreateTempSubdirectory("PlexSecurity-config-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", folder);
        foreach (string variable in Variables)
            Environment.SetEnvironmentVariable(variable, null);

        // Running scripts and blocked responses hold threads. Waiting for the thread pool to grow would take seconds.
        ThreadPool.SetMinThreads(Threads, Threads);
    }
}
