using System.Net;

namespace PlexSecurity.Core.Tests.Account;

/// <summary>Requests to plex.tv through a proxy: the reported cause of a failure, and the credentials of the proxy.</summary>
public sealed class AccountProxyTests : IAsyncLifetime
{
    private AccountSimulator _simulator = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ClientSetup Setup => new()
    {
        Authority = _simulator.AuthorityCertificate,
        Proxy = _simulator.ProxyUri,
        NoProxy = false,
    };

    public async ValueTask InitializeAsync() => _simulator = await AccountSimulator.StartAsync(ct: Ct);

    public async ValueTask DisposeAsync() => await _simulator.DisposeAsync();

    [Fact]
    public async Task A_rejected_certificate_behind_a_proxy_is_reported_as_that_of_plex_tv()
    {
        PlexException failure = await FailAsync(Setup with { Authority = null });

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Contains("The certificate of plex.tv is always checked", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Only_the_proxy_gets_its_credentials()
    {
        _simulator.ProxyCredential = ("someone", "a-password-of-the-proxy");
        ClientSetup setup = Setup with { ProxyLogin = new NetworkCredential("someone", "a-password-of-the-proxy") };
        using PlexAccountClient client = new(setup.ToOptions());

        PlexSignIn signIn = await client.RequestSignInAsync(ct: Ct);
        _simulator.ClaimPin(signIn.Code);
        await client.AwaitSignInAsync(signIn, ct: Ct);
        await client.GetUserAsync(Ct);

        Assert.Contains(_simulator.Tunnels, tunnel => tunnel.Status == 200);
        Assert.All(
            _simulator.Tunnels,
            tunnel => Assert.Equal(
                tunnel.Status == 200, tunnel.Head.Contains("Proxy-Authorization: Basic", StringComparison.Ordinal)));
        Assert.Equal(3, _simulator.Requests.Count);
        Assert.All(
            _simulator.Requests,
            request => Assert.DoesNotContain(
                request.Headers.Keys, name => name.Contains("Authorization", StringComparison.OrdinalIgnoreCase)));
        Assert.All(_simulator.Tunnels, tunnel => Assert.DoesNotContain("X-Plex", tunnel.Head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "requires credentials (407)")]
    [InlineData("wrong", "rejected the credentials (407)")]
    public async Task Missing_or_wrong_proxy_credentials_are_reported_as_such(string? password, string reason)
    {
        _simulator.ProxyCredential = ("someone", "a-password-of-the-proxy");
        NetworkCredential? login = password is null ? null : new NetworkCredential("someone", password);

        PlexException failure = await FailAsync(Setup with { ProxyLogin = login });

        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
        Assert.Contains(
            $"the proxy '{_simulator.ProxyUri.Authority}' {reason}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
        Assert.DoesNotContain("password-of-the-proxy", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_proxy_is_reported_without_a_server()
    {
        PlexException dead = await FailAsync(Setup with { Proxy = new Uri("http://127.0.0.1:1") });
        await using ForwardProxy refusing = ForwardProxy.Start(refusal: 403);
        PlexException refused = await FailAsync(Setup with { Proxy = refusing.Address });
        PlexException noProxy = await FailAsync(Setup with { Proxy = new Uri($"http://{_simulator.HttpsUri.Authority}") });

        Assert.All([dead, refused, noProxy], failure => Assert.Contains("proxy", failure.Message, StringComparison.Ordinal));
        Assert.Contains("refused the connection (403)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_to_another_host_or_to_plain_http_are_not_followed()
    {
        PlexToken token = new(_simulator.Account.Token);
        using PlexAccountClient client = new(token, Setup.ToOptions());
        foreach (string target in (string[])["https://elsewhere.example/x", "http://plex.tv/x", "https://app.plex.tv/x"])
        {
            foreach (int status in (int[])[301, 302, 303, 307, 308])
            {
                _simulator.Faults.Add(Fault.Redirect(target, status));
                PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServersAsync(Ct));
                Assert.Equal(PlexError.Redirected, failure.Error);
                _simulator.Faults.Add(Fault.Redirect(target, status));
                await Assert.ThrowsAsync<PlexException>(() => client.SignOutAsync(Ct));
            }
        }

        Assert.Equal(30, _simulator.Requests.Count);
        Assert.Equal(["clients.plex.tv:443", "plex.tv:443"], _simulator.Tunnels.Select(tunnel => tunnel.Target).Distinct());
    }

    /// <summary>Runs a sign-in that fails; its error blames no server and names no parameter that the cmdlet lacks.</summary>
    private static async Task<PlexException> FailAsync(ClientSetup setup)
    {
        using PlexAccountClient client = new(setup.ToOptions());
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.RequestSignInAsync(ct: Ct));
        string shown = $"{failure.Message} {failure.RecommendedAction}";
        foreach (string ofServer in (string[])["server", "-Certif", "-SkipCert", "-ThrottleLimit", "-Allow"])
            Assert.DoesNotContain(ofServer, shown, StringComparison.OrdinalIgnoreCase);
        return failure;
    }
}
