using System.Text;
using System.Text.Json;
using BareModule;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PlexSecurity.Responses;

namespace PlexSecurity.Benchmarks.Core;

/// <summary>Reading the response for a source, as JSON and as XML, for several numbers of addresses.</summary>
public class ReaderBenchmarks
{
    private const string Token = "transient-0d1c2b3a-4f5e-6d7c-8b9a-0f1e2d3c4b5a";

    private static readonly SourceIdentifier Source = SourceIdentifier.Parse("server://243b7a9e");

    private byte[] _json = [];
    private byte[] _xml = [];

    /// <summary>The number of addresses of the source.</summary>
    [Params(1, 10, 64)]
    public int Addresses { get; set; }

    /// <summary>Runs the benchmarks in this process, which loads the core from the built module.</summary>
    internal static void Run(string[] arguments) => BenchmarkRunner.Run<ReaderBenchmarks>(
        DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Paths.Output, "core")),
        arguments);

    /// <summary>Creates the bodies.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        IEnumerable<string> json = Enumerable.Range(1, Addresses).Select(static i => $$"""
            {"protocol":"https","address":"10.0.2.{{i}}",
            "uri":"https://10-0-2-{{i}}.0a1b2c3d.plex.direct:32400","port":32400,"local":true}
            """);
        IEnumerable<string> xml = Enumerable.Range(1, Addresses).Select(static i => $"""
            <Connection protocol="https" address="10.0.2.{i}"
            uri="https://10-0-2-{i}.0a1b2c3d.plex.direct:32400" port="32400" local="1" />
            """);
        _json = Encoding.UTF8.GetBytes($$$$"""
            {"MediaContainer":{"size":1,"Device":{"name":"Attic","clientIdentifier":"243b7a9e","accessToken":"{{{{Token}}}}",
            "Connection":[{{{{string.Join(',', json)}}}}]}}}
            """);
        _xml = Encoding.UTF8.GetBytes($"""
            <MediaContainer size="1"><Device name="Attic" clientIdentifier="243b7a9e" accessToken="{Token}">
            {string.Concat(xml)}</Device></MediaContainer>
            """);
    }

    /// <summary>JSON to a model, with the core.</summary>
    [Benchmark]
    public object Json() => ResponseMapper.Source(ResponseReader.Read(_json), Source, "Attic", default);

    /// <summary>XML to a model, with the core.</summary>
    [Benchmark]
    public object Xml() => ResponseMapper.Source(ResponseReader.Read(_xml), Source, "Attic", default);

    /// <summary>JSON to records with addresses as text, with source-generated deserialization.</summary>
    [Benchmark(Baseline = true)]
    public object? BareJson() => JsonSerializer.Deserialize(_json, BareModule.BareJson.Default.SourceResponse);
}
