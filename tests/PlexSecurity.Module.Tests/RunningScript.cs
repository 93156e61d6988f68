using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PlexSecurity.Module.Tests;

/// <summary>A script that runs in the background of a test.</summary>
internal sealed class RunningScript : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly PowerShell _shell;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly TaskCompletionSource _firstOutput = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _firstVerbose = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IAsyncResult _running;

    public RunningScript(Runspace runspace, string script)
    {
        _shell = PowerShell.Create(runspace).AddScript(script);
        _output.DataAdded += (_, _) => _firstOutput.TrySetResult();
        _shell.Streams.Verbose.DataAdded += (_, _) => _firstVerbose.TrySetResult();
        _running = _shell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    public bool IsCompleted => _running.IsCompleted;

    /// <summary>The output so far. Enumerating the collection directly would wait for the end of the script.</summary>
    public IReadOnlyList<PSObject> Output => [.. Enumerable.Range(0, _output.Count).Select(i => _output[i])];

    public int ErrorCount => _shell.Streams.Error.Count;

    public Task FirstOutputAsync() => _firstOutput.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public async Task<string> FirstVerboseAsync()
    {
        await _firstVerbose.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        return _shell.Streams.Verbose[0].Message;
    }

    /// <summary>Waits for the end of the script.</summary>
    public void Wait() => Assert.True(_running.AsyncWaitHandle.WaitOne(Limit), "The script is still running.");

    /// <summary>Stops the script like Ctrl+C and returns the time it took.</summary>
    public TimeSpan Stop()
    {
        Stopwatch watch = Stopwatch.StartNew();
        _shell.Stop();
        watch.Stop();
        Assert.Equal(PSInvocationState.Stopped, _shell.InvocationStateInfo.State);
        return watch.Elapsed;
    }

    public void Dispose()
    {
        _shell.Dispose();
        _output.Dispose();
    }
}
