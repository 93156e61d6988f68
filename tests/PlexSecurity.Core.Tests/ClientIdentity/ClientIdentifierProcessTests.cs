using System.Diagnostics;

namespace PlexSecurity.Core.Tests.ClientIdentity;

/// <summary>Processes that start at the same time with an empty folder.</summary>
public sealed class ClientIdentifierProcessTests
{
    private const int Count = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Concurrent_processes_get_the_same_identifier()
    {
        using TemporaryFolder folder = new();
        Process[] processes = [.. Enumerable.Range(0, Count).Select(_ => Start(folder.Configuration))];
        try
        {
            foreach (Process process in processes)
                Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(Ct).AsTask().WaitAsync(TestTimeout.Limit, Ct));
            foreach (Process process in processes)
                await process.StandardInput.WriteLineAsync("go");

            string?[] values = await Task.WhenAll(
                processes.Select(process => process.StandardOutput.ReadLineAsync(Ct).AsTask().WaitAsync(TestTimeout.Limit, Ct)));

            string value = Assert.Single(values.Distinct())!;
            Assert.Equal(value, Assert.Single(folder.Files()).Value);
            Assert.Equal(value, folder.Resolve().Value);
        }
        finally
        {
            foreach (Process process in processes)
            {
                if (!process.HasExited)
                    process.Kill();
                process.Dispose();
            }
        }
    }

    private static Process Start(string folder)
    {
        string tests = typeof(StartupHook).Assembly.Location;
        // The executable of the tests, unless the dotnet command hosts them.
        string program = Environment.ProcessPath!;
        bool hosted = Path.GetFileNameWithoutExtension(program) != Path.GetFileNameWithoutExtension(tests);
        ProcessStartInfo start = new(hosted ? "dotnet" : program, hosted ? [tests] : [])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_STARTUP_HOOKS"] = tests, [StartupHook.FolderVariable] = folder },
        };
        return Process.Start(start)!;
    }
}
