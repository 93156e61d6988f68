using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PlexSecurity.Module.Tests;

/// <summary>
/// The output of a script by stream, and the error that ended it, if any. A script that hangs fails the test.
/// </summary>
internal sealed class ScriptResult
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private ScriptResult(PSDataCollection<PSObject> output, PSDataStreams streams, RuntimeException? ended)
    {
        Output = [.. output];
        Errors = [.. streams.Error];
        Warnings = [.. streams.Warning.Select(record => record.Message)];
        Verbose = [.. streams.Verbose.Select(record => record.Message)];
        Ended = ended;
    }

    public IReadOnlyList<PSObject> Output { get; }

    /// <summary>The nonterminating errors.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public RuntimeException? Ended { get; }

    /// <summary>The output as text.</summary>
    public string?[] Texts => [.. Output.Select(value => value?.ToString())];

    public static ScriptResult Of(Runspace runspace, string script)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        using PSDataCollection<PSObject> output = [];
        IAsyncResult running = shell.AddScript(script).BeginInvoke<PSObject, PSObject>(null, output);
        if (!running.AsyncWaitHandle.WaitOne(Limit))
        {
            shell.Stop();
            throw new TimeoutException($"Still running after {Limit}: {script}");
        }

        RuntimeException? ended = null;
        try
        {
            shell.EndInvoke(running);
        }
        catch (RuntimeException failure)
        {
            ended = failure;
        }

        return new ScriptResult(output, shell.Streams, ended);
    }
}
