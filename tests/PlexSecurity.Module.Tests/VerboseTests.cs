namespace PlexSecurity.Module.Tests;

public sealed class VerboseTests
{
    [Fact]
    public async Task Each_request_is_one_line_with_status_time_and_attempt()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        string uri = System.Text.RegularExpressions.Regex.Escape(session.Server.HttpUri.AbsoluteUri);

        ScriptResult connect = session.Capture("Connect-PlexServer $uri -Token $token -Transient -Verbose");
        ScriptResult source = session.Capture("Get-PlexSourceConnection $source -Verbose");
        ScriptResult failed = session.Capture("Get-PlexSourceConnection server://unknown -Verbose -ErrorAction SilentlyContinue");

        const string Outcome = @": 200 in \d+ ms \(attempt 1\)$";
        Assert.Collection(
            connect.Verbose,
            line => Assert.Matches($"^GET {uri}identity{Outcome}", line),
            line => Assert.Matches($"^GET {uri}{Outcome}", line),
            line => Assert.Matches($@"^POST {uri}security/token\?type=delegation&scope=all{Outcome}", line));
        Assert.Matches(
            $@"^GET {uri}security/resources\?source=server%3A%2F%2F\w+&refresh=0{Outcome}", Assert.Single(source.Verbose));
        Assert.Matches(@": 404 \(NotFound\) in \d+ ms \(attempt 1\)$", Assert.Single(failed.Verbose));
    }

    [Fact]
    public async Task Without_Verbose_there_are_no_messages()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ScriptResult result = session.Capture("Get-PlexSourceConnection $source; Get-PlexTransientToken; Disconnect-PlexServer");

        Assert.Empty(result.Verbose);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("$VerbosePreference = 'Continue'; Get-PlexTransientToken", 1)]
    [InlineData("& { $VerbosePreference = 'Continue'; Get-PlexTransientToken }", 1)]
    [InlineData("& { $VerbosePreference = 'Continue'; Get-PlexTransientToken -Verbose:$false }", 0)]
    [InlineData("& { $VerbosePreference = 'Ignore'; Get-PlexTransientToken }", 0)]
    [InlineData("& { $VerbosePreference = 'Ignore'; Get-PlexTransientToken -Verbose }", 1)]
    [InlineData("function Get-Inner { [CmdletBinding()] param() Get-PlexTransientToken }; Get-Inner -Verbose", 1)]
    [InlineData("$PSDefaultParameterValues = @{ 'Get-Plex*:Verbose' = $true }; Get-PlexTransientToken", 1)]
    public async Task Verbose_follows_the_preference(string script, int lines)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ScriptResult result = session.Capture(script);

        Assert.Equal(lines, result.Verbose.Count(line => line.StartsWith("POST ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_retry_is_reported_before_its_wait()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -MaximumRetryCount 1");
        session.Server.Faults.Add(PlexSecurity.Simulator.Fault.Status(429, retryAfter: "50"));

        using RunningScript script = session.Begin("Get-PlexTransientToken -Verbose");
        string line = await script.FirstVerboseAsync();

        Assert.False(script.IsCompleted);
        Assert.EndsWith("(attempt 1); retrying in 50.0 s", line, StringComparison.Ordinal);
        script.Stop();
    }
}
