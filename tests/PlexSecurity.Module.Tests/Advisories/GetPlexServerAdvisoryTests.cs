using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Advisories;

public sealed class GetPlexServerAdvisoryTests
{
    private static readonly SimulatorOptions Old = new() { Version = "1.42.1.10060-4e8b05daf" };

    [Fact]
    public async Task A_session_is_looked_up_by_version_without_a_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(Old, connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -WarningAction Ignore");
        session.Server.ClearRequests();

        string?[] texts = session.Texts("""
            $found = Get-PlexServerSession | Get-PlexServerAdvisory
            $found.Count
            $one = $found | Where-Object Id -eq CVE-2025-69414
            $one.Severity; $one.Score; $one.Affected; $null -eq $one.FixedIn; $one.AffectsTokens
            $one.Published.ToString('yyyy-MM-dd'); $one.Uri.AbsoluteUri; $one.Server; $one.Version
            ($found | Where-Object Id -eq CVE-2026-96651).FixedIn
            """);

        Assert.Equal(
            [
                "7", "High", "8.5", "through 1.42.2.10156", "True", "True", "2026-01-02",
                "https://www.cve.org/CVERecord?id=CVE-2025-69414", "Attic", Old.Version, "1.43.3.10861",
            ],
            texts);
        Assert.Empty(session.Server.Requests);
    }

    [Theory]
    [InlineData("1.43.3.10861", 0)]
    [InlineData("1.43.3.10860", 5)]
    [InlineData("1.42.2.10157", 5)]
    [InlineData("1.42.2.10156", 7)]
    [InlineData("1.42.0.9999", 8)]
    [InlineData("1.41.6.9999", 7)]
    public async Task A_version_is_looked_up_without_a_session(string version, int count)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Equal(count, session.Run($"Get-PlexServerAdvisory -Version {version}").Count);
        Assert.Equal(count, session.Run($"'{version}' | Get-PlexServerAdvisory").Count);
    }

    [Fact]
    public async Task Another_platform_is_left_out_and_an_unknown_one_is_conditional()
    {
        // The platform of the stand-in server is Linux.
        await using ModuleSession session = await ModuleSession.StartAsync(new SimulatorOptions { Version = "1.19.1.1" },
            connect: false);
        session.Run("Connect-PlexServer $uri -Token $token -WarningAction Ignore");

        Assert.Empty(session.Run("Get-PlexServerAdvisory | Where-Object Platform"));
        Assert.Equal(
            ["through 1.24.4.5081, if on Windows", "before 1.19.3, if on Windows", "before 1.19.2.2673, if on Windows"],
            session.Texts("Get-PlexServerAdvisory -Version 1.19.1.1 | Where-Object Platform | ForEach-Object Affected"));
    }

    [Theory]
    [InlineData("'1.19.1.1' | Get-PlexServerAdvisory -Platform linux")]
    [InlineData("[pscustomobject]@{ Version = '1.19.1.1'; Platform = 'Linux' } | Get-PlexServerAdvisory")]
    [InlineData("[pscustomobject]@{ Version = [version] '1.19.1.1'; Platform = 'FreeBSD' } | Get-PlexServerAdvisory")]
    public async Task The_platform_comes_from_the_parameter_or_from_the_object(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Empty(session.Run($"{command} | Where-Object Platform"));
        Assert.NotEmpty(session.Run(command));
    }

    [Fact]
    public async Task Each_object_has_its_own_platform()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Equal(
            ["1 before 1.19.3", "2 before 1.19.3, if on Windows"],
            session.Texts("""
                'Linux', 'Windows', 'Amiga' | ForEach-Object { $number = 0 } {
                    [pscustomobject]@{ Version = "1.19.1.$number"; Platform = $_ }
                    $number++
                } | Get-PlexServerAdvisory | Where-Object Affected -like 'before 1.19.3*' |
                    ForEach-Object { "$($_.Version.Split('.')[3]) $($_.Affected)" }
                """).Order());
    }

    [Fact]
    public async Task An_invalid_version_is_an_error_and_the_others_are_returned()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ScriptResult result = session.Capture(
            "Get-PlexServerAdvisory -Version newest, '', 1.43.3.10860 | ForEach-Object Version");

        Assert.Equal(5, result.Texts.Length);
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error =>
        {
            Assert.StartsWith("PlexInvalidVersion,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        });
        Assert.Equal("newest", result.Errors[0].TargetObject);
    }

    [Fact]
    public async Task All_lists_every_advisory_and_Verbose_shows_the_date()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Equal(["16", "0"], session.Texts("""
            $all = Get-PlexServerAdvisory -All
            $all.Count
            @($all | Where-Object { $_.Server -or $_.Version }).Count
            """));
        Assert.Matches(
            @"data is from \d{4}-\d\d-\d\d\.$", session.Text("Get-PlexServerAdvisory -Version 9.0.0.0 -Verbose 4>&1")!);
    }

    [Fact]
    public async Task Without_a_session_or_a_version_it_is_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating("Get-PlexServerAdvisory");

        Assert.StartsWith("PlexNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    /// <summary>The name of a server must not be used as its version.</summary>
    [Theory]
    [InlineData("Get-PlexServerAdvisory $session")]
    [InlineData("Get-PlexServerAdvisory -Version $session")]
    [InlineData("Get-PlexServerAdvisory @([pscustomobject] @{ Version = $session.Version })")]
    [InlineData("$session | Get-PlexServerAdvisory")]
    [InlineData("[pscustomobject] @{ Version = $session.Version } | Get-PlexServerAdvisory")]
    public async Task An_object_is_checked_by_its_version(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(
            new SimulatorOptions { Version = "1.42.0.1", FriendlyName = "9.9.9.9-x" }, connect: false);
        session.Run("$session = Connect-PlexServer $uri -Token $token -PassThru -WarningAction Ignore");

        Assert.Equal(session.Run("Get-PlexServerAdvisory").Count, session.Run(command).Count);
        Assert.NotEmpty(session.Run(command));
    }
}
