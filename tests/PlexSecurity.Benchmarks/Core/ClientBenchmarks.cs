using BareModule;
using BenchmarkDotNet.Attributes;

namespace PlexSecurity.Benchmarks.Core;

/// <summary>A warm call of the core and of a bare HttpClient. The stand-in server is in this process: its work is in each figure.</summary>
public class ClientBenchmarks : IDisposable
{
    private PlexSimulator _server = null!;
    private PlexServerClient _client = null!;

    /// <summary>Starts the server and the client.</summary>
    [GlobalSetup]
    public async Task Start()
    {
        _server = await PlexSimulator.StartAsync(new SimulatorOptions { KeepHistory = false, Https = false });
        PlexToken token = new(_server.AdminToken);
        _client = new PlexServerClient(_server.HttpUri, token, new PlexClientOptions { ClientIdentifier = "benchmarks" });
        await _client.GetIdentityAsync();
    }

    /// <summary>Stops both.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _client.Dispose();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>A token, by the core.</summary>
    [Benchmark]
    public async Task Token() => (await _client.GetTransientTokenAsync()).Dispose();

    /// <summary>A token, by a bare HttpClient.</summary>
    [Benchmark(Baseline = true)]
    public Task<object> BareToken() => Of(BareClient.GetTokenAsync(_server.HttpUri, _server.AdminToken));

    /// <summary>A source, by the core.</summary>
    [Benchmark]
    public async Task Source() => (await _client.GetSourceConnectionInformationAsync(_server.Sources.DefaultServer.Source)).Dispose();

    /// <summary>A source, by a bare HttpClient.</summary>
    [Benchmark]
    public Task<object> BareSource() =>
        Of(BareClient.GetSourceAsync(_server.HttpUri, _server.AdminToken, _server.Sources.DefaultServer.Source));

    private static async Task<object> Of<T>(Task<T> task) => (await task)!;
}
