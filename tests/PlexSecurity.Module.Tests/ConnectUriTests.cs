using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class ConnectUriTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("HTTP://127.0.0.1:{0}")]
    [InlineData("127.0.0.1:{0}")]
    [InlineData(" 127.0.0.1:{0} ")]
    public async Task An_address_is_a_URL_or_a_host_with_a_port(string form)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Set("typed", form.Replace("{0}", $"{session.Server.HttpUri.Port}", StringComparison.Ordinal));

        session.Run("Connect-PlexServer $typed -Token $token");

        Assert.Equal($"http://127.0.0.1:{session.Server.HttpUri.Port}/", session.Text("(Get-PlexServerSession).Uri.AbsoluteUri"));
    }

    [Fact]
    public async Task An_address_may_be_a_Uri_object()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        session.Run("Connect-PlexServer ([uri]$uri) -Token $token");

        Assert.Equal(2, session.Server.Requests.Count);
    }

    [Theory]
    [InlineData("/plex")]
    [InlineData("/deep/er/plex")]
    public async Task The_path_of_a_reverse_proxy_is_kept(string pathBase)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(
            new SimulatorOptions { PathBase = pathBase }, connect: false);

        session.Run("Connect-PlexServer $uri.TrimEnd('/') -Token $token; Get-PlexSourceConnection $source");

        Assert.Equal(
            [$"{pathBase}/identity", $"{pathBase}/", $"{pathBase}/security/resources"],
            session.Server.Requests.Select(request => request.Path));
    }

    // Without a response, the error has the completed address.
    [Theory]
    [InlineData("localhost", "http://localhost:32400/")]
    [InlineData("plex.invalid", "https://plex.invalid:32400/")]
    [InlineData("plex.invalid:4444", "https://plex.invalid:4444/")]
    [InlineData("https://plex.invalid", "https://plex.invalid/")]
    [InlineData("https://plex.invalid/plex", "https://plex.invalid/plex/")]
    [InlineData("plex.internal:1", "http://plex.internal:1/")]
    [InlineData("127-0-0-1.0123abcd.plex.invalid", "https://127-0-0-1.0123abcd.plex.invalid:32400/")]
    [InlineData("::1", "http://[::1]:32400/")]
    [InlineData("[::1]:1", "http://[::1]:1/")]
    public async Task Missing_parts_of_an_address_get_defaults(string typed, string completed)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating(
            $"Connect-PlexServer '{typed}' -Token $token -MaximumRetryCount 0 -NoProxy -TimeoutSec 5");

        Assert.Contains($"'{completed}'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(typed, error.TargetObject);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  ", "is empty")]
    [InlineData("ftp://nas", "http or https")]
    [InlineData("file:///etc/hosts", "http or https")]
    [InlineData("nas/plex", "a path but no scheme")]
    [InlineData("http://", "is not a URL")]
    [InlineData("http://nas:99999", "is not a URL")]
    [InlineData("http://nas:0", "no valid port")]
    [InlineData("http://na s", "a space")]
    [InlineData("http://nas\r\nX-Plex-Token: a", "a control character")]
    [InlineData("http://someone:hidden-part@nas:32400", "a user name")]
    [InlineData("http://nas:32400/?X-Plex-Token=hidden-part", "a query")]
    [InlineData("http://nas:32400/#hidden-part", "a query or a fragment")]
    public async Task An_invalid_address_is_an_error(string typed, string fault)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("typed", typed);

        ErrorRecord error = session.Terminating("Connect-PlexServer $typed -Token $token");

        Assert.Equal("PlexInvalidUri,PlexSecurity.Commands.ConnectPlexServerCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(fault, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("https://plex.example.org:32400", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-part", $"{error} {error.TargetObject} {error.Exception}", StringComparison.Ordinal);
        Assert.Equal("1", session.Text("@(Get-PlexServerSession).Count"));
    }

    [Theory]
    [InlineData("http://plex.invalid:32400")]
    [InlineData("http://203.0.113.7")]
    public async Task Plain_http_to_a_public_address_is_refused(string typed)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating($"Connect-PlexServer {typed} -Token $token");

        Assert.StartsWith("PlexUnencryptedConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Contains(typed, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("https", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllowUnencryptedAuthentication_allows_plain_http()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating(
            "Connect-PlexServer http://plex.invalid:32400 -Token $token -AllowUnencryptedAuthentication "
            + "-MaximumRetryCount 0 -NoProxy");

        Assert.StartsWith("PlexConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
