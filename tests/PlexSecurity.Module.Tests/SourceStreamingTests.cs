using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class SourceStreamingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("Get-PlexSourceConnection $source, server://hangs")]
    [InlineData("$source, 'server://hangs' | Get-PlexSourceConnection")]
    public async Task A_result_appears_while_a_later_one_hangs(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Decide = request =>
            request.RawTarget.Contains("hangs", StringComparison.Ordinal) ? Fault.Hang() : null;
        using RunningScript script = session.Begin(command);

        await script.FirstOutputAsync();
        await session.Server.WaitForRequestAsync(request => request.RawTarget.Contains("hangs", StringComparison.Ordinal), Limit);

        Assert.False(script.IsCompleted);
        script.Stop();
        Assert.Single(script.Output);
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
        using RunningScript script = session.Begin("'server://late', $source | Get-PlexSourceConnection");

        await session.Server.WaitForRequestAsync(
            request => request.StatusCode == 200 && request.RawTarget.Contains("243b", StringComparison.Ordinal), Limit);
        int early = script.Output.Count;
        open.Set();
        script.Wait();

        Assert.Equal(0, early);
        Assert.Equal(
            ["server://late", session.Server.Sources.DefaultServer.Source],
            script.Output.Select(result => result.Properties["Source"].Value));
    }

    [Fact]
    public async Task ThrottleLimit_1_returns_each_result_before_it_takes_the_next_input()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Fallback = source => new SimulatedSource { Source = source };

        string?[] log = session.Texts("""
            $log = [System.Collections.Generic.List[string]]::new()
            1..5 |
                ForEach-Object -PipelineVariable number { $log.Add("in $_"); $_ } |
                ForEach-Object { "server://created-$_" } |
                Get-PlexSourceConnection -ThrottleLimit 1 |
                ForEach-Object { $log.Add("out $number $($_.Source)") }
            $log
            """);

        Assert.Equal(Enumerable.Range(1, 5).SelectMany(i => (string[])[$"in {i}", $"out {i} server://created-{i}"]), log);
    }
}
