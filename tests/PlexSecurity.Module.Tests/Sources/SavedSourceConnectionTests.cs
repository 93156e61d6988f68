using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Sources;

/// <summary>A source connection from Import-Clixml is usable, and trusted no more than a response of a server.</summary>
public sealed class SavedSourceConnectionTests
{
    private const string Damaged = "The saved source connection is damaged.";

    [Theory]
    [InlineData("$saved | Test-PlexSourceConnection | ForEach-Object Status")]
    [InlineData("Test-PlexSourceConnection $saved | ForEach-Object Status")]
    [InlineData("Test-PlexSourceConnection @($saved) -Best | ForEach-Object Status")]
    public async Task A_saved_copy_can_be_tested(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await SaveAsync(session);

        Assert.Equal(["Reachable"], session.Texts(command));
    }

    [Theory]
    [InlineData("$saved | Connect-PlexServer")]
    [InlineData("Connect-PlexServer -SourceConnection $saved")]
    public async Task A_saved_copy_connects_with_its_own_token(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await SaveAsync(session);

        session.Run(command);

        Assert.Equal("Cellar", session.Text("(Get-PlexServerSession)[0].Name"));
        Assert.Equal(session.Text("$live.Source"), session.Text("(Get-PlexServerSession)[0].Source"));
        string? token = session.Text("[pscredential]::new('a', $live.AccessToken).GetNetworkCredential().Password");
        Assert.Equal([token], second.Requests.Select(request => request.Token).OfType<string>());
    }

    [Fact]
    public async Task A_copy_equals_the_original()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await SaveAsync(session);
        session.Run(
            "function Receive { [CmdletBinding()] param([PlexSecurity.Commands.SourceConnectionTransformation()] $Copy) $Copy }");
        const string Members = """
            ForEach-Object {
                $_.GetType().Name; "$_"; $_.Source; $_.Name; $_.ClientIdentifier; $_.TokenKind; $_.Server; $_.RetrievedAt.UtcTicks
                $_.Connections | ForEach-Object { "$($_.Uri) $($_.Address) $($_.Local) $($_.Relay)" }
            }
            """;

        Assert.Equal(session.Texts($"$live | {Members}"), session.Texts($"Receive $saved | {Members}"));
    }

    [Fact]
    public async Task The_token_of_a_copy_is_not_sent_to_another_machine()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await SaveAsync(session);
        PlexSimulator stranger = await session.StartSecondAsync();

        ErrorRecord error = session.Terminating(
            "$saved.Connections[0].Uri = $uri2; $saved | Connect-PlexServer -MaximumRetryCount 0");

        Assert.StartsWith("PlexWrongServer,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(stranger.Requests);
        Assert.All(stranger.Requests, request => Assert.Null(request.Token));
    }

    [Theory]
    [InlineData("Source", "server://a';New-Item pwned;'")]
    [InlineData("Source", "")]
    [InlineData("ClientIdentifier", "another")]
    [InlineData("AccessToken", "text")]
    [InlineData("AccessToken", null)]
    public async Task A_damaged_copy_is_refused_without_its_token_in_the_error(string property, string? value)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await SaveAsync(session);
        session.Set("value", value);
        session.Run($"$saved.{property} = $value");

        ErrorRecord connect = session.Terminating("$saved | Connect-PlexServer");
        ErrorRecord test = session.NonTerminating("$saved | Test-PlexSourceConnection");

        foreach (ErrorRecord error in new[] { connect, test })
        {
            Assert.StartsWith("PlexInvalidSource,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(Damaged, error.ErrorDetails.Message);
            Assert.IsType<string>(error.TargetObject);
        }

        Assert.Empty(second.Requests);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/hosts")]
    [InlineData("http://somebody@127.0.0.1/")]
    [InlineData("http://127.0.0.1/?X-Plex-Token=a")]
    [InlineData("no address")]
    public async Task An_invalid_address_of_a_copy_is_skipped(string address)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await SaveAsync(session);
        session.Set("value", address);

        ScriptResult result = session.Capture(
            "$saved.Connections[0].Uri = $value; $saved | Test-PlexSourceConnection");

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Contains("no address to test", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'text'")]
    [InlineData("[pscustomobject]@{ Source = 'server://a'; AccessToken = 'b'; Connections = @() }")]
    public async Task Other_objects_are_refused(string input)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ScriptResult result = session.Capture($"{input} | Test-PlexSourceConnection");

        Assert.IsType<ParameterBindingException>(Assert.Single(result.Errors).Exception, exactMatch: false);
    }

    /// <summary>
    /// Saves the second server as a source: $live is the original and $saved the copy. Export-Clixml uses this serializer with
    /// this depth.
    /// </summary>
    private static async Task<PlexSimulator> SaveAsync(ModuleSession session)
    {
        PlexSimulator second = await session.StartSecondAsync();
        SimulatedSource source = session.Server.Sources.Add(
            second.AsSource() with { Connections = [SimulatedConnection.To(second.HttpUri, local: false)] });
        session.Set("cellar", source.Source);
        session.Run("""
            $live = Get-PlexSourceConnection $cellar
            $saved = [System.Management.Automation.PSSerializer]::Deserialize(
                [System.Management.Automation.PSSerializer]::Serialize($live, 2))
            """);
        return second;
    }
}
