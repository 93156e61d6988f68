using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class SourceOrderTests
{
    private const int Count = 60;

    [Theory]
    [InlineData("Get-PlexSourceConnection $sources")]
    [InlineData("$sources | Get-PlexSourceConnection -ThrottleLimit 16")]
    public async Task Results_keep_the_order_of_the_input(string command)
    {
        await using ModuleSession session = await StartWithManyAsync();
        Random random = new(7);
        session.Server.Faults.Decide = _ =>
        {
            lock (random)
                return Fault.Delay(TimeSpan.FromMilliseconds(random.Next(30)));
        };

        string?[] sources = session.Texts($"{command} | ForEach-Object Source");

        Assert.Equal(Enumerable.Range(1, Count).Select(Source), sources);
    }

    [Fact]
    public async Task Valid_sources_keep_their_order_and_each_invalid_one_is_one_error()
    {
        await using ModuleSession session = await StartWithManyAsync();
        session.Server.Faults.Decide = request => Number(request) % 5 == 0 ? Fault.Delay(TimeSpan.FromMilliseconds(20)) : null;
        for (int i = 3; i <= Count; i += 3)
            session.Server.Sources.Remove(Source(i));
        session.Run("$sources[0] = 'not a source'; $sources[1] = ''");

        ScriptResult result = session.Capture("$sources | Get-PlexSourceConnection | ForEach-Object Source");

        Assert.Equal(Enumerable.Range(3, Count - 2).Where(i => i % 3 != 0).Select(Source), result.Texts);
        Assert.Equal(
            ["not a source", "", .. Enumerable.Range(1, Count / 3).Select(i => Source(3 * i))],
            result.Errors.Select(error => error.TargetObject));
        Assert.Equal(
            2,
            result.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("PlexInvalidSource,", StringComparison.Ordinal)));
        Assert.Equal(
            Count / 3,
            result.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("PlexNotFound,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ErrorAction_Stop_ends_the_pipeline_at_the_first_error()
    {
        await using ModuleSession session = await StartWithManyAsync();
        session.Server.Sources.Remove(Source(3));

        string?[] texts = session.Texts("""
            $got = @()
            try { $sources | Get-PlexSourceConnection -ErrorAction Stop | ForEach-Object { $got += $_.Source } }
            catch { $caught = $_ }
            $got; $caught.FullyQualifiedErrorId
            """);

        Assert.Equal([Source(1), Source(2), "PlexNotFound,PlexSecurity.Commands.GetPlexSourceConnectionCommand"], texts);
        await session.Server.WaitForNoRequestInFlightAsync(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task ThrottleLimit_is_the_number_of_concurrent_requests(int limit)
    {
        await using ModuleSession session = await StartWithManyAsync();
        // Each response waits for as many requests as the limit allows. One more would show in the count.
        using Barrier together = new(limit);
        int now = 0;
        int maximum = 0;
        session.Server.Faults.Decide = request =>
        {
            if (request.Path == "/security/resources")
                InterlockedMax(ref maximum, Interlocked.Increment(ref now));
            return null;
        };
        session.Server.Sources.Fallback = source =>
        {
            Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(10)), "Fewer requests than the limit were concurrent.");
            Interlocked.Decrement(ref now);
            return new SimulatedSource { Source = source };
        };
        string parameter = limit == 8 ? string.Empty : $"-ThrottleLimit {limit}";

        IReadOnlyList<PSObject> results = session.Run(
            $"1..{6 * limit} | ForEach-Object {{ \"created-$_\" }} | Get-PlexSourceConnection {parameter}");

        Assert.Equal(6 * limit, results.Count);
        Assert.Equal(limit, maximum);
    }

    private static async Task<ModuleSession> StartWithManyAsync()
    {
        ModuleSession session = await ModuleSession.StartAsync();
        for (int i = 1; i <= Count; i++)
            session.Server.Sources.Add(new SimulatedSource { Source = Source(i) });
        session.Set("sources", Enumerable.Range(1, Count).Select(Source).ToArray());
        return session;
    }

    private static string Source(int number) => $"server://source-{number}";

    private static int Number(RecordedRequest request) =>
        int.TryParse(request.RawTarget.Split("source-")[^1].Split('&')[0], out int number) ? number : 0;

    private static void InterlockedMax(ref int maximum, int count)
    {
        int seen;
        while (count > (seen = Volatile.Read(ref maximum)) && Interlocked.CompareExchange(ref maximum, count, seen) != seen)
        {
        }
    }
}
