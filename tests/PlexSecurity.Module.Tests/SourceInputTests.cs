using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class SourceInputTests
{
    [Theory]
    [InlineData("Get-PlexSourceConnection $source")]
    [InlineData("Get-PlexSourceConnection -Source $source")]
    [InlineData("Get-PlexSourceConnection -ClientIdentifier $id")]
    [InlineData("Get-PlexSourceConnection $id")]
    [InlineData("$source | Get-PlexSourceConnection")]
    [InlineData("$id | Get-PlexSourceConnection")]
    [InlineData("[pscustomobject]@{ Source = $source; Name = 'x' } | Get-PlexSourceConnection")]
    [InlineData("[pscustomobject]@{ ClientIdentifier = $id; Name = 'x' } | Get-PlexSourceConnection")]
    [InlineData("Get-PlexSourceConnection $source | Get-PlexSourceConnection")]
    [InlineData("Get-PlexSourceConnection ('SERVER://' + $id)")]
    public async Task Source_binds_by_position_name_pipeline_and_property_name(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("id", session.Server.Sources.DefaultServer.ClientIdentifier);

        string? source = session.Text($"({command}).Source");

        Assert.Equal(session.Server.Sources.DefaultServer.Source, source);
        Assert.EndsWith(
            $"?source=server%3A%2F%2F{session.Server.Sources.DefaultServer.ClientIdentifier}&refresh=0",
            session.Server.Requests[^1].RawTarget,
            StringComparison.Ordinal);
        Assert.Equal("GET", session.Server.Requests[^1].Method);
    }

    [Fact]
    public async Task Providers_and_servers_can_be_mixed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        SourceCatalog sources = session.Server.Sources;
        session.Set(
            "sources", new[] { sources.DefaultProvider.Source, sources.DefaultEmpty.Source, sources.DefaultServer.Source });

        Assert.Equal(
            ["Podcasts", "Empty", "Attic (someone)"], session.Texts("Get-PlexSourceConnection $sources | ForEach-Object Name"));
    }

    [Fact]
    public async Task A_source_connection_has_every_member_of_the_response()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        SimulatedSource known = session.Server.Sources.DefaultServer;

        string?[] texts = session.Texts("""
            $c = Get-PlexSourceConnection $source
            $c.Source; $c.Name; $c.ClientIdentifier; $c.TokenKind; $c.Server; "$c"; $c.AccessToken.GetType().Name
            [System.Net.NetworkCredential]::new('', $c.AccessToken).Password
            ([DateTimeOffset]::Now - $c.RetrievedAt).TotalMinutes -lt 1
            """);
        string?[] connections = session.Texts("""
            $c.Connections | ForEach-Object { "$_ $($_.Uri) $($_.Protocol) $($_.Address) $($_.Port) $($_.Local) $($_.Relay)" }
            """);

        Assert.Equal(
            [
                known.Source, known.Name, known.ClientIdentifier, "Transient", "Attic", $"{known.Name} ({known.Source})",
                "SecureString", known.AccessToken, "True",
            ],
            texts);
        Assert.Equal(
            known.Connections.Select(
                c => $"{c.Uri}/ {c.Uri}/ {c.Protocol} {new Uri(c.Uri!).IdnHost} {c.Port} {c.Local} {c.Relay}"),
            connections.Select(text => text!));
    }

    [Fact]
    public async Task A_source_without_connections_has_an_empty_list()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("empty", session.Server.Sources.DefaultEmpty.Source);

        Assert.Equal(["Empty", "0"], session.Texts("$c = Get-PlexSourceConnection $empty; $c.Name; $c.Connections.Count"));
    }

    [Fact]
    public async Task A_permanent_access_token_has_the_kind_Account()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Add(new SimulatedSource { Source = "server://permanent", AccessToken = "a-permanent-token-1" });

        Assert.Equal("Account", session.Text("(Get-PlexSourceConnection server://permanent).TokenKind"));
    }

    [Fact]
    public async Task Refresh_bypasses_the_cache_of_the_server()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        session.Run("Get-PlexSourceConnection $source -Refresh");

        Assert.EndsWith("&refresh=1", session.Server.Requests[^1].RawTarget, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("'http://nas:32400'")]
    [InlineData("'server://'")]
    [InlineData("'server://a/b/c'")]
    [InlineData("'a/b'")]
    [InlineData("'server://a?b=c'")]
    [InlineData("'server://a&refresh=1'")]
    [InlineData("'server://a%0d%0aX-Plex-Token: b'")]
    [InlineData("\"server://a`r`nX-Plex-Token: b\"")]
    [InlineData("\"server://a`0\"")]
    [InlineData("'server://ä'")]
    [InlineData("('x' * 65536)")]
    public async Task An_invalid_source_is_an_error_without_a_request(string source)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.ClearRequests();

        ErrorRecord error = session.NonTerminating($"Get-PlexSourceConnection ({source})");

        Assert.Equal("PlexInvalidSource,PlexSecurity.Commands.GetPlexSourceConnectionCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        string target = Assert.IsType<string>(error.TargetObject);
        Assert.InRange(target.Length, 0, 256);
        Assert.DoesNotContain(target, char.IsControl);
        string plain = string.Concat(session.Text($"({source})")!.Where(static c => !char.IsControl(c)));
        Assert.StartsWith(target.TrimEnd('…'), plain, StringComparison.Ordinal);
        Assert.Contains("server://", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Theory]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-ThrottleLimit 65")]
    [InlineData("-Session $null")]
    public async Task An_invalid_parameter_is_refused_before_any_request(string parameter)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.ClearRequests();

        ErrorRecord error = session.Terminating($"Get-PlexSourceConnection $source {parameter}");

        Assert.IsType<ParameterBindingException>(error.Exception, exactMatch: false);
        Assert.Empty(session.Server.Requests);
    }
}
