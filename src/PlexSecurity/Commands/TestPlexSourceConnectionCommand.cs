using System.Management.Automation;
using PlexSecurity.Connections;

namespace PlexSecurity.Commands;

/// <summary>Tests the addresses of sources with <c>GET /identity</c>, in parallel and without a token.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PlexSourceConnection", DefaultParameterSetName = AllSet)]
[OutputType(typeof(PlexConnectionTest))]
public sealed class TestPlexSourceConnectionCommand : PlexNetworkCommand
{
    private const string AllSet = "All";
    private const string BestSet = "Best";
    private const int ParallelSources = 8;
    private const string Activity = "Testing connections";

    private readonly ProgressRecord _progress = new(0, Activity, Activity);
    private PlexClientOptions? _options;
    private SemaphoreSlim? _throttle;
    private OrderedCalls<PlexConnectionTest>? _best;
    private int _started;
    private int _finished;

    /// <summary>The sources to test.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SourceConnectionTransformation]
    public PlexSourceConnection[] SourceConnection { get; set; } = [];

    /// <summary>Whether to write only the best address of each source, as soon as it is certain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BestSet)]
    public SwitchParameter Best { get; set; }

    /// <summary>The number of requests to each address for measuring the latency.</summary>
    [Parameter(ParameterSetName = AllSet)]
    [ValidateRange(1, 100)]
    public int Count { get; set; } = 1;

    /// <summary>The timeout of each address in seconds.</summary>
    [Parameter]
    [ValidateRange(0.05, 300)]
    public double TimeoutSec { get; set; } = 5;

    /// <summary>The maximum number of addresses to test at a time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = PlexConnectionTester.DefaultThrottleLimit;

    private SemaphoreSlim Throttle => _throttle ??= new(ThrottleLimit);

    private OrderedCalls<PlexConnectionTest> BestCalls => _best ??= new(ParallelSources, Wake);

    /// <summary>Creates the options.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _options = Options(TimeoutSec, observer: Observer);
        }
        catch (PlexException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, null));
        }
    }

    /// <summary>Starts the tests of the current input.</summary>
    protected override void ProcessRecord()
    {
        foreach (PlexSourceConnection source in SourceConnection)
        {
            if (source.Fault is not null)
            {
                WriteError(ErrorRecords.From(source.Fault, source));
            }
            else if (Best)
            {
                BestCalls.Add(source, new PlexConnectionTester(source, _options).FindBestAsync(Throttle, StopToken));
                WriteFinished(BestCalls, all: false, WriteObject);
            }
            else
            {
                Test(source);
            }
        }
    }

    /// <summary>Waits for the pending tests.</summary>
    protected override void EndProcessing()
    {
        WriteFinished(BestCalls, all: true, WriteObject);
        for (int i = 0; i < ThrottleLimit; i++)
            Await(Throttle.WaitAsync(StopToken));
        _progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(_progress);
    }

    private void Test(PlexSourceConnection source)
    {
        PlexConnectionTester tester = new(source, _options);
        ConnectionCandidates connections = tester.Candidates;
        if (connections.Candidates.Count == 0)
        {
            string reason = connections.Skipped.Count > 0 ? ": a token must not be sent to any of its addresses" : string.Empty;
            WriteWarning($"The source '{source.Source}' has no address to test{reason}.");
        }

        foreach (PlexConnectionTest skipped in connections.Skipped)
            WriteObject(skipped);

        TestSequence sequence = new(connections.Candidates);
        foreach (PlexConnection connection in connections.Candidates)
        {
            Await(Throttle.WaitAsync(StopToken));
            _started++;
            _ = TestAsync(tester, sequence, connection);
        }
    }

    private async Task TestAsync(PlexConnectionTester tester, TestSequence sequence, PlexConnection connection)
    {
        Task<PlexConnectionTest> test = tester.TestAsync(connection, Count, StopToken);
        await Task.WhenAny(test).ConfigureAwait(false);
        // After Ctrl+C, the pipeline has already stopped.
        if (!test.IsCanceled)
            Post(() => WriteResult(sequence, test.GetAwaiter().GetResult()));
        Throttle.Release();
    }

    private void WriteResult(TestSequence sequence, PlexConnectionTest result)
    {
        _finished++;
        _progress.StatusDescription = $"{_finished} of {_started} addresses tested";
        WriteProgress(_progress);
        WriteObject(sequence.Add(result), enumerateCollection: true);
    }
}
