using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Advisories;

public sealed class WarningTests
{
    private const string Connect = "Connect-PlexServer $uri -Token $token";

    [Theory]
    [InlineData("1.42.1.10060-4e8b05daf", "7 published vulnerabilities", "the highest severity is High")]
    [InlineData("1.43.3.10860", "5 published vulnerabilities", "the highest severity is High")]
    public async Task Connecting_to_a_vulnerable_server_warns_in_one_line(string version, string number, string worst)
    {
        await using ModuleSession session = await StartAsync(version);

        ScriptResult result = session.Capture(Connect);

        string warning = Assert.Single(result.Warnings);
        Assert.Contains(number, warning, StringComparison.Ordinal);
        Assert.Contains(worst, warning, StringComparison.Ordinal);
        Assert.Contains("Get-PlexServerAdvisory", warning, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', warning);
        Assert.Equal(["/identity", "/"], session.Server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("1.43.3.10861")]
    [InlineData("1.43.4.10903-5f2c7d1e8")]
    public async Task A_server_without_advisories_gives_no_warning(string version)
    {
        await using ModuleSession session = await StartAsync(version);

        Assert.Empty(session.Capture($"{Connect}; Get-PlexTransientToken").Warnings);
    }

    [Fact]
    public async Task A_transient_token_that_can_become_permanent_warns_once_per_session()
    {
        await using ModuleSession session = await StartAsync("1.42.2.10156");
        session.Capture(Connect);

        ScriptResult result = session.Capture(
            "Get-PlexTransientToken; Get-PlexTransientToken; Get-PlexServerSession | Get-PlexTransientToken");

        Assert.Contains("CVE-2025-69414", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, result.Output.Count);
        Assert.Single(session.Capture($"{Connect} -WarningAction Ignore; Get-PlexTransientToken").Warnings);
    }

    [Fact]
    public async Task A_session_with_a_transient_token_gets_no_token_and_no_warning()
    {
        await using ModuleSession session = await StartAsync("1.42.2.10156");
        session.Capture($"{Connect} -Transient");

        ScriptResult result = session.Capture("Get-PlexTransientToken");

        Assert.Empty(result.Warnings);
        Assert.StartsWith("PlexForbidden,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_fails_at_its_warning_leaves_no_session_open()
    {
        await using ModuleSession session = await StartAsync("1.42.2.10156");

        ScriptResult result = session.Capture($"try {{ {Connect} -WarningAction Stop }} catch {{ $_.FullyQualifiedErrorId }}");

        Assert.StartsWith("ActionPreferenceStop,", Assert.Single(result.Texts), StringComparison.Ordinal);
        Assert.Empty(session.Run("Get-PlexServerSession"));
    }

    [Fact]
    public async Task Other_advisories_do_not_warn_about_transient_tokens()
    {
        await using ModuleSession session = await StartAsync("1.43.3.10860");
        session.Capture(Connect);

        Assert.Empty(session.Capture("Get-PlexTransientToken").Warnings);
    }

    [Fact]
    public async Task Warnings_follow_WarningAction_and_WarningVariable()
    {
        await using ModuleSession session = await StartAsync("1.42.2.10156");

        ScriptResult silent = session.Capture($"{Connect} -WarningAction Ignore; Get-PlexTransientToken -WarningAction Ignore");
        Assert.Empty(silent.Warnings);
        Assert.Single(silent.Output);

        string?[] kept = session.Texts($"""
            {Connect} -WarningAction SilentlyContinue -WarningVariable connecting
            $null = Get-PlexTransientToken -WarningAction SilentlyContinue -WarningVariable token
            $connecting.Count; $token.Count
            """);
        Assert.Equal(["1", "1"], kept);
    }

    private static Task<ModuleSession> StartAsync(string version) =>
        ModuleSession.StartAsync(new SimulatorOptions { Version = version }, connect: false);
}
