using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>Ctrl+C ends every call promptly and leaves no request in flight.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("Connect-PlexServer $uri -Token $token", "/identity")]
    [InlineData("Connect-PlexServer $uri -Token $token", "/")]
    [InlineData("Connect-PlexServer $uri -Token $token -Transient", "/security/token")]
    [InlineData("Get-PlexTransientToken", "/security/token")]
    [InlineData("Get-PlexSourceConnection $source", "/security/resources")]
    [InlineData("1..100 | Get-PlexSourceConnection", "/security/resources")]
    public async Task Stop_ends_a_call_to_a_hanging_server(string command, string path)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.ClearRequests();
        session.Server.Faults.Add(Fault.Hang(), path, int.MaxValue);
        using RunningScript script = session.Begin(command);
        await session.Server.WaitForRequestAsync(request => request.Path == path, Limit);

        TimeSpan took = script.Stop();

        Assert.InRange(took, TimeSpan.Zero, Soon);
        await session.Server.WaitForNoRequestInFlightAsync(Soon);
        Assert.Equal("1", session.Text("@(Get-PlexServerSession).Count"));
    }

    [Theory]
    [InlineData("Get-PlexTransientToken")]
    [InlineData("Get-PlexSourceConnection $source")]
    public async Task Stop_ends_a_slow_body(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Add(Fault.Drip(TimeSpan.FromMinutes(1)));
        using RunningScript script = session.Begin(command);
        await session.Server.WaitForRequestAsync(
            request => request.Path.StartsWith("/security", StringComparison.Ordinal) && request.StatusCode == 200, Limit);

        Assert.InRange(script.Stop(), TimeSpan.Zero, Soon);
        await session.Server.WaitForNoRequestInFlightAsync(Soon);
    }

    [Theory]
    [InlineData("Connect-PlexServer $uri -Token $token")]
    [InlineData("Get-PlexTransientToken")]
    [InlineData("Get-PlexSourceConnection $source")]
    public async Task Stop_ends_a_retry_wait(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token");
        session.Server.Faults.Add(Fault.Status(503, retryAfter: "50"), times: int.MaxValue);
        using RunningScript script = session.Begin(command + " -Verbose");
        string line = await script.FirstVerboseAsync();

        TimeSpan took = script.Stop();

        Assert.Contains("retrying in 50.0 s", line, StringComparison.Ordinal);
        Assert.InRange(took, TimeSpan.Zero, Soon);
        Assert.Equal(1, session.Server.Faults.Applied);
    }

    [Fact]
    public async Task The_session_works_after_a_stop()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Add(Fault.Hang(), "/security/resources");
        using (RunningScript script = session.Begin("Get-PlexSourceConnection $source"))
        {
            await session.Server.WaitForRequestAsync(request => request.Path == "/security/resources", Limit);
            script.Stop();
        }

        Assert.Equal("Attic (someone)", session.Text("(Get-PlexSourceConnection $source).Name"));
    }

    [Fact]
    public async Task Leaving_the_pipeline_cancels_pending_requests()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Decide = request =>
            request.RawTarget.Contains("hangs", StringComparison.Ordinal) ? Fault.Hang() : null;

        ScriptResult result = session.Capture("""
            foreach ($i in 1) { $source, 'hangs-1', 'hangs-2' | Get-PlexSourceConnection | ForEach-Object { $_.Name; break } }
            'continued'
            """);

        Assert.Equal(["Attic (someone)", "continued"], result.Texts);
        await session.Server.WaitForNoRequestInFlightAsync(Limit);
    }

    [Fact]
    public async Task Disconnecting_from_another_runspace_ends_the_call_with_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Faults.Add(Fault.Hang(), "/security/token");
        using StringWriter screen = new();
        using PlexSecurity.Module.Tests.Engine.PowerShellEngine other = new(screen, TestedModule.Manifest);
        other.SetVariable("s", session.Run("Get-PlexServerSession")[0]);
        using RunningScript script = session.Begin("Get-PlexTransientToken");
        await session.Server.WaitForRequestAsync(request => request.Path == "/security/token", Limit);

        Assert.Empty(ScriptResult.Of(other.Runspace, "Disconnect-PlexServer $s").Errors);
        script.Wait();

        Assert.StartsWith("PlexNotConnected,", session.Text("$Error[0].FullyQualifiedErrorId"), StringComparison.Ordinal);
        await session.Server.WaitForNoRequestInFlightAsync(Limit);
    }
}
