using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Sources;

public sealed class ConnectThroughSourceTests
{
    [Fact]
    public async Task A_source_connects_by_its_best_address_with_its_own_token()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();
        PlexSimulator wrong = await PlexSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        await using (wrong)
        {
            SimulatedSource source =
                Add(session, second, SimulatedConnection.To(wrong.HttpUri), SimulatedConnection.To(second.HttpUri, local: false));

            session.Run("Get-PlexSourceConnection $cellar | Connect-PlexServer -MaximumRetryCount 0");

            Assert.Equal("Cellar", session.Text("(Get-PlexServerSession)[0].Name"));
            Assert.Equal(source.Source, session.Text("(Get-PlexServerSession)[0].Source"));
            Assert.Equal(second.HttpUri.AbsoluteUri, session.Text("(Get-PlexServerSession)[0].Connection.Uri.AbsoluteUri"));
            Assert.Equal([source.AccessToken], second.Requests.Select(request => request.Token).OfType<string>());
            Assert.NotEmpty(wrong.Requests);
            Assert.All(wrong.Requests, request => Assert.Null(request.Token));
        }
    }

    [Fact]
    public async Task Transient_exchanges_only_a_permanent_token_of_the_source()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();
        Add(session, second, SimulatedConnection.To(second.HttpUri));
        session.Run("$attic = Get-PlexServerSession");

        session.Run("Get-PlexSourceConnection $cellar -Session $attic | Connect-PlexServer -Transient -MaximumRetryCount 0");
        Assert.DoesNotContain(second.Requests, request => request.Path == "/security/token");

        session.Server.Sources.Add(
            second.AsSource() with { Connections = [SimulatedConnection.To(second.HttpUri)], AccessToken = second.AdminToken });
        session.Run("Get-PlexSourceConnection $cellar -Session $attic | Connect-PlexServer -Transient -MaximumRetryCount 0");
        Assert.Single(second.Requests, request => request.Path == "/security/token");
        Assert.Equal(
            ["Transient", "Transient"],
            session.Texts("Get-PlexServerSession | Where-Object Name -EQ Cellar | ForEach-Object TokenKind"));
    }

    [Fact]
    public async Task The_error_lists_every_address_with_its_reason()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();
        Add(session, second, SimulatedConnection.To(session.Server.HttpUri), SimulatedConnection.To(second.HttpsUri));

        ErrorRecord error = session.Terminating(
            "Get-PlexSourceConnection $cellar | Connect-PlexServer -MaximumRetryCount 0 -AllowUnencryptedAuthentication");

        Assert.StartsWith("PlexConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(
            $"{session.Server.HttpUri} (another Plex server has this address)",
            error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains($"{second.HttpsUri} (this machine does not trust the issuer", error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(session.Text("\"$(Get-PlexSourceConnection $cellar)\""), error.TargetObject);
    }

    [Fact]
    public async Task A_public_http_address_is_refused()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();
        Add(session, second, SimulatedConnection.To(new Uri("http://203.0.113.7:32400/")));

        ErrorRecord error = session.Terminating("Get-PlexSourceConnection $cellar | Connect-PlexServer -MaximumRetryCount 0");

        Assert.StartsWith("PlexUnencryptedConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_gets_no_session()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        ErrorRecord error =
            session.Terminating("Get-PlexSourceConnection provider://tv.plex.provider.podcasts | Connect-PlexServer");

        Assert.StartsWith("PlexInvalidSource,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    /// <summary>Adds the second server as a source of the first, with the given addresses.</summary>
    private static SimulatedSource Add(ModuleSession session, PlexSimulator second, params SimulatedConnection[] connections)
    {
        SimulatedSource source = session.Server.Sources.Add(second.AsSource() with { Connections = connections });
        session.Set("cellar", source.Source);
        return source;
    }
}
