using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace PlexSecurity.Core.Tests;

/// <summary>
/// The stand-in server in its own process, because .NET Framework cannot load it. It ends when its standard input closes.
/// </summary>
public sealed class SimulatorProcess : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _readyFile = Path.Combine(Path.GetTempPath(), $"plex-stand-in-{Guid.NewGuid():N}.json");
    private Process? _process;

    public Uri Http { get; private set; } = null!;

    public Uri Https { get; private set; } = null!;

    public string Token { get; private set; } = string.Empty;

    public string Source { get; private set; } = string.Empty;

    public string Thumbprint { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        string program = typeof(SimulatorProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Simulator").Value!;
        using FileSystemWatcher watcher = new(Path.GetDirectoryName(_readyFile)!, Path.GetFileName(_readyFile));
        TaskCompletionSource<bool> ready = new();
        watcher.Created += (_, _) => ready.TrySetResult(true);
        watcher.Renamed += (_, _) => ready.TrySetResult(true);
        watcher.EnableRaisingEvents = true;
        _process = Process.Start(new ProcessStartInfo(
            "dotnet", $"\"{program}\" --minutes 2 --until-stdin-closes --ready-file \"{_readyFile}\"")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        Assert.Same(ready.Task, await Task.WhenAny(ready.Task, Task.Delay(Limit)));

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(_readyFile));
        JsonElement report = document.RootElement;
        Http = new Uri(report.GetProperty("http").GetString()!);
        Https = new Uri(report.GetProperty("https").GetString()!);
        Token = report.GetProperty("token").GetString()!;
        Source = report.GetProperty("source").GetString()!;
        Thumbprint = report.GetProperty("certificateThumbprint").GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit((int)Limit.TotalMilliseconds);
        File.Delete(_readyFile);
        return default;
    }
}
