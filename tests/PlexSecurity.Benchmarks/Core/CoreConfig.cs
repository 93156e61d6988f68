using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace PlexSecurity.Benchmarks.Core;

/// <summary>Short runs in this process, with what they allocate, into the same folder as the table.</summary>
internal sealed class CoreConfig : ManualConfig
{
    public static readonly Type[] Benchmarks = [typeof(ReaderBenchmarks), typeof(ClientBenchmarks)];

    public CoreConfig()
    {
        // In this process, which finds the core in the finished module.
        AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        ArtifactsPath = Path.Combine(Places.Output, "core");
    }
}
