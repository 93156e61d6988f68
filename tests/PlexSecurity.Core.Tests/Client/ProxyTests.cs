using System.Net;

namespace PlexSecurity.Core.Tests;

/// <summary>When a proxy is used. The stand-in server plays one: it answers whatever absolute address it is asked for.</summary>
[Collection(nameof(SystemProxy))]
public sealed class ProxyTests : IAsyncLifetime
{
    // A name that only a proxy could find.
    private static readonly Uri FarAway = new("http://far-away.invalid:32400");

    private readonly IWebProxy _systemProxy = HttpClient.DefaultProxy;
    private PlexSimulator _proxy = null!;
    private PlexSimulator _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _proxy = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false, AdminToken = "the-token-of-the-far-side" });
        _server = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false });
        HttpClient.DefaultProxy = new WebProxy(_proxy.HttpUri);
    }

    public async ValueTask DisposeAsync()
    {
        HttpClient.DefaultProxy = _systemProxy;
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_proxy_that_was_given_is_used_also_for_a_private_address()
    {
        using PlexServerClient client = new ClientSetup { Proxy = _proxy.HttpUri, NoProxy = false }.Connect(_server.HttpUri, _proxy.AdminToken);

        PlexIdentity identity = await client.GetIdentityAsync(Ct);
        await client.GetServerInfoAsync(Ct);

        Assert.Equal(_proxy.MachineIdentifier, identity.MachineIdentifier);
        Assert.Equal([$"{_server.HttpUri}identity", _server.HttpUri.AbsoluteUri], _proxy.Requests.Select(request => request.RawTarget));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task The_systems_proxy_is_not_used_for_http_to_a_private_address()
    {
        using PlexServerClient client = new ClientSetup { NoProxy = false }.Connect(_server.HttpUri, _server.AdminToken);

        await client.GetServerInfoAsync(Ct);

        Assert.Equal(2, _server.Requests.Count);
        Assert.Empty(_proxy.Requests);
    }

    [Fact]
    public async Task The_systems_proxy_is_used_for_other_addresses()
    {
        using PlexServerClient client = new ClientSetup { NoProxy = false, AllowUnencrypted = true }.Connect(FarAway, _proxy.AdminToken);

        await client.GetServerInfoAsync(Ct);

        Assert.Equal([$"{FarAway}identity", FarAway.AbsoluteUri], _proxy.Requests.Select(request => request.RawTarget));
    }

    [Fact]
    public async Task Without_a_proxy_not_even_the_systems_is_used()
    {
        using PlexServerClient client = new ClientSetup { NoProxy = true, AllowUnencrypted = true }.Connect(FarAway, _proxy.AdminToken);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServerInfoAsync(Ct));

        Assert.Contains("could not be found", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_proxy.Requests);
    }

    [Fact]
    public async Task A_proxy_that_refuses_a_tunnel_is_told()
    {
        // The stand-in server knows no CONNECT and answers 404.
        using PlexServerClient client = new ClientSetup { Proxy = _proxy.HttpUri, NoProxy = false }.Connect(new Uri("https://far-away.invalid"), "a-token-that-stays-here");

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServerInfoAsync(Ct));

        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
        Assert.Contains("proxy refused", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-NoProxy", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.All(_proxy.Requests, request => Assert.Null(request.Token));
    }
}
