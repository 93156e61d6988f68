using PlexSecurity.Demo.Engine;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Demo;

/// <summary>
/// What an import brings into a process, seen from a script in a new one: before the first call, and, so that the looking itself is
/// tested, after it.
/// </summary>
public sealed class ImportCostTests
{
    private const string Imported = "imported";
    private const string Connected = "connected";

    /// <summary>Writes one line for each thing that there is.</summary>
    private const string Look = """
        function Look([string] $when) {
            foreach ($a in [AppDomain]::CurrentDomain.GetAssemblies()) {
                if (-not $a.IsDynamic) { "$when assembly $($a.GetName().Name)"; "$when location $($a.Location)" }
            }
            if (-not [OperatingSystem]::IsLinux()) { return }
            foreach ($fd in [IO.Directory]::GetFileSystemEntries('/proc/self/fd')) { "$when fd $([IO.FileInfo]::new($fd).LinkTarget)" }
            foreach ($table in '/proc/self/net/tcp', '/proc/self/net/tcp6') {
                if (-not [IO.File]::Exists($table)) { continue }
                foreach ($line in [IO.File]::ReadAllLines($table)) { "$when tcp socket:[$((-split $line)[9])]" }
            }
        }
        $lines = @(Look imported)
        $config = [IO.Path]::Combine($env:XDG_CONFIG_HOME, 'PlexSecurity')
        $lines += "imported config $([IO.Directory]::Exists($config))"
        Connect-PlexServer -FromEnvironment
        $lines += Look connected
        $lines += "connected config $([IO.Directory]::Exists($config))"
        [IO.File]::WriteAllLines("$PSCommandPath.txt", [string[]] $lines)
        """;

    private static readonly string[] OfCalls =
        ["System.Net.Http", "System.Net.Security", "System.Net.NameResolution", "System.Text.Json"];

    private static readonly string[] OfOtherServers = ["System.IO.Compression", "System.Net.WebProxy"];

    private readonly HashSet<string> _seen = [];

    [Fact]
    public async Task An_import_loads_two_assemblies_and_nothing_that_only_a_call_needs()
    {
        await LookAsync();

        string folder = Path.GetDirectoryName(PowerShellEngine.BuiltModule)! + Path.DirectorySeparatorChar;
        Assert.Equal(
            ["PlexSecurity.Core.dll", "PlexSecurity.dll"],
            Seen(Imported, "location").Where(path => path.StartsWith(folder, StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(OfCalls.Intersect(Seen(Imported, "assembly")));
        Assert.Equal(OfCalls, OfCalls.Intersect(Seen(Connected, "assembly")));
    }

    [Fact]
    public async Task A_server_without_packing_and_proxy_costs_nothing_of_either()
    {
        await LookAsync();

        Assert.Empty(OfOtherServers.Intersect(Seen(Connected, "assembly")));
    }

    [Fact]
    public async Task An_import_makes_no_file_and_opens_no_connection()
    {
        await LookAsync();

        // Elsewhere neither can be seen from a script, and no variable moves the configuration.
        if (!OperatingSystem.IsLinux())
            return;
        Assert.Equal(["False"], Seen(Imported, "config"));
        Assert.Equal(["True"], Seen(Connected, "config"));
        Assert.Empty(Seen(Imported, "fd").Intersect(Seen(Imported, "tcp")));
        Assert.NotEmpty(Seen(Connected, "fd").Intersect(Seen(Connected, "tcp")));
    }

    private async Task LookAsync()
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("PlexSecurity-look-");
        try
        {
            string script = Path.Combine(folder.FullName, "look.ps1");
            await File.WriteAllTextAsync(script, Look, TestContext.Current.CancellationToken);
            DemoProcess demo = await DemoProcess.RunAsync(
                ["--server", server.HttpUri.AbsoluteUri, "--script", script],
                token: server.AdminToken,
                configuration: folder.FullName);
            Assert.True(demo.ExitCode == 0, demo.Output + demo.Error);
            foreach (string line in await File.ReadAllLinesAsync(script + ".txt", TestContext.Current.CancellationToken))
                _seen.Add(line);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private IEnumerable<string> Seen(string when, string what)
    {
        string prefix = $"{when} {what} ";
        return _seen.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..]);
    }
}
