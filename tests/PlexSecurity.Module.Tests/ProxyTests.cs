using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

/// <summary>The proxy parameters of the cmdlets.</summary>
public sealed class ProxyTests
{
    private const string Login = "someone:s3cret-word";

    [Fact]
    public async Task A_given_proxy_gets_the_requests()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        await using ForwardProxy proxy = ForwardProxy.Start();
        session.Set("proxy", proxy.Address);

        session.Run("Connect-PlexServer $uri -Token $token -Proxy $proxy");

        Assert.Equal(2, proxy.Requests.Count);
        Assert.Equal(2, session.Server.Requests.Count);
    }

    [Fact]
    public async Task Proxy_credentials_come_from_the_parameter_or_the_address()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        await using ForwardProxy proxy = ForwardProxy.Start(Login);
        session.Set("proxy", proxy.Address);
        session.Set("withLogin", proxy.AddressWith(Login).AbsoluteUri);
        session.Set("credential", new PSCredential("someone", ModuleSession.Secure("s3cret-word")));

        session.Run("Connect-PlexServer $uri -Token $token -Proxy $proxy -ProxyCredential $credential; Get-PlexTransientToken");
        session.Run("Connect-PlexServer $uri -Token $token -Proxy $withLogin; Get-PlexTransientToken");

        Assert.All(session.Server.Requests, static request => Assert.Equal(200, request.StatusCode));
        Assert.Equal(2, session.Server.Requests.Count(static request => request.Method == "POST"));
    }

    [Fact]
    public async Task A_proxy_error_does_not_show_the_password()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        await using ForwardProxy proxy = ForwardProxy.Start(Login);
        session.Set("uri", session.Server.HttpsUri.AbsoluteUri);
        session.Set("proxy", proxy.AddressWith("someone:wrong-word").AbsoluteUri);

        ErrorRecord error =
            session.Terminating("Connect-PlexServer $uri -Token $token -Proxy $proxy -SkipCertificateCheck 3>$null");

        Assert.StartsWith("PlexConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"the proxy '{proxy.Address.Authority}'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-word", AllText(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nas:8080/x")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("proxy")]
    [InlineData("")]
    [InlineData("ftp://someone:s3cret-word@127.0.0.1:21")]
    [InlineData("socks5://someone:s3cret-word@127.0.0.1:1080")]
    [InlineData("someone:s3cret-word@proxy:8080")]
    [InlineData("http://someone:s3cret-word@proxy:99999")]
    public async Task An_invalid_proxy_ends_the_command_before_any_request(string typed)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Set("typed", typed);

        ErrorRecord error = session.Terminating("@() | Connect-PlexServer -FromEnvironment -Proxy $typed");

        Assert.Equal("PlexInvalidUri,PlexSecurity.Commands.ConnectPlexServerCommand", error.FullyQualifiedErrorId);
        Assert.Contains("proxy", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", AllText(error), StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task Credentials_without_a_proxy_are_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        session.Set("credential", new PSCredential("someone", ModuleSession.Secure("s3cret-word")));

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token $token -ProxyCredential $credential");

        Assert.StartsWith("PlexInvalidUri,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Server.Requests);
    }

    [Fact]
    public async Task Plain_http_through_a_public_proxy_is_refused()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token $token -Proxy http://proxy.invalid:3128");

        Assert.StartsWith("PlexUnencryptedConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'proxy.invalid:3128'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static string AllText(ErrorRecord error) => $"{error} {error.TargetObject} {error.Exception} {error.ErrorDetails}";
}
