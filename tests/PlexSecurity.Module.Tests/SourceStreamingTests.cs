using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class SourceStreamingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("Get-PlexSourceConnection $source, server://hangs")]
    [InlineData("$source, 'server://hangs' | Get-PlexSourceConnection")]
    public async Task A_result_appears_while_a_later_one_still_hangs(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Decide = request =>
            request.RawTarget.Contains("hangs", StringComparison.Ordinal) ? Fault.Hang() : null;
        using PSDataCollection<PSObject> output = [];
        TaskCompletionSource appeared = new(TaskCreationOptions.RunContinuationsAsynchronously);
        output.DataAdded += (_, _) => appeared.TrySetResult();
        using PowerShell shell = PowerShell.Create(session.Engine.Runspace);
        IAsyncResult running = shell.AddScript(command).BeginInvoke<PSObject, PSObject>(null, output);

        await appeared.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        await session.Server.WaitForRequestAsync(request => request.RawTarget.Contains("hangs", StringComparison.Ordinal), Limit);

        Assert.False(running.IsCompleted);
        shell.Stop();
        Assert.Single(output);
    }

    [Fact]
    public async Task A_later_result_waits_for_an_earlier_one()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using ManualResetEventSlim open = new();
        session.Server.Sources.Fallback = source =>
        {
            Assert.True(open.Wait(Limit));
            return new SimulatedSource { Source = source };
        };
        using PSDataCollection<PSObject> output = [];
        using PowerShell shell = PowerShell.Create(session.Engine.Runspace);
        Task<PSDataCollection<PSObject>> running = shell.AddScript("'server://late', $source | Get-PlexSourceConnection").InvokeAsync<PSObject, PSObject>(null, output);

        await session.Server.WaitForRequestAsync(
            request => request is { StatusCode: 200 } && request.RawTarget.Contains("source=server%3A%2F%2F243b", StringComparison.Ordinal), Limit);
        // Enumerating would wait for the end of the pipeline.
        int early = output.Count;
        open.Set();
        Assert.Equal(0, early);
        await running.WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Equal(["server://late", session.Server.Sources.DefaultServer.Source], output.Select(result => result.Properties["Source"].Value));
    }
}
