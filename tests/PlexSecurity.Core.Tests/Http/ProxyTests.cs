using System.Net;

namespace PlexSecurity.Core.Tests.Http;

/// <summary>The choice of the proxy. The stand-in server acts as one: it responds to any absolute address.</summary>
[Collection(nameof(SystemProxy))]
public sealed class ProxyTests : IAsyncLifetime
{
    // A name that only a proxy could resolve.
    private static readonly Uri FarAway = new("http://far-away.invalid:32400");

    private readonly IWebProxy _systemProxy = HttpClient.DefaultProxy;
    private PlexSimulator _proxy = null!;
    private PlexSimulator _server = null!;
    private ForwardProxy _given = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _proxy = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false, AdminToken = "the-token-of-the-far-side" });
        _server = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false });
        _given = ForwardProxy.Start();
        HttpClient.DefaultProxy = new WebProxy(_proxy.HttpUri);
    }

    public async ValueTask DisposeAsync()
    {
        HttpClient.DefaultProxy = _systemProxy;
        await _given.DisposeAsync();
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_given_proxy_is_used_even_for_a_private_address()
    {
        using PlexServerClient client = Connect(new() { Proxy = _given.Address, NoProxy = false });

        await client.GetServerInfoAsync(Ct);

        Assert.Equal(
            [$"GET {_server.HttpUri}identity HTTP/1.1", $"GET {_server.HttpUri} HTTP/1.1"],
            _given.Requests.Select(request => request.Split("\r\n")[0]));
        Assert.Equal(2, _server.Requests.Count);
        Assert.Empty(_proxy.Requests);
    }

    [Fact]
    public async Task A_given_proxy_overrides_the_system_proxy()
    {
        ClientSetup setup = new() { Proxy = _given.Address, NoProxy = false, AllowUnencrypted = true };
        Uri server = new($"http://far-away.invalid:{_server.HttpUri.Port}");
        using PlexServerClient client = setup.Connect(server, _server.AdminToken);

        await client.GetServerInfoAsync(Ct);

        Assert.Equal(2, _given.Requests.Count);
        Assert.Empty(_proxy.Requests);
    }

    [Fact]
    public async Task NoProxy_ignores_a_given_proxy()
    {
        using PlexServerClient client = Connect(new() { Proxy = _given.Address, NoProxy = true });

        await client.GetServerInfoAsync(Ct);

        Assert.Equal(2, _server.Requests.Count);
        Assert.Empty(_given.Requests);
    }

    [Fact]
    public async Task The_system_proxy_is_not_used_for_http_to_a_private_address()
    {
        using PlexServerClient client = new ClientSetup { NoProxy = false }.Connect(_server.HttpUri, _server.AdminToken);

        await client.GetServerInfoAsync(Ct);

        Assert.Equal(2, _server.Requests.Count);
        Assert.Empty(_proxy.Requests);
    }

    [Fact]
    public async Task The_system_proxy_is_used_for_other_addresses()
    {
        using PlexServerClient client =
            new ClientSetup { NoProxy = false, AllowUnencrypted = true }.Connect(FarAway, _proxy.AdminToken);

        await client.GetServerInfoAsync(Ct);

        Assert.Equal([$"{FarAway}identity", FarAway.AbsoluteUri], _proxy.Requests.Select(request => request.RawTarget));
    }

    [Fact]
    public async Task NoProxy_ignores_the_system_proxy()
    {
        using PlexServerClient client =
            new ClientSetup { NoProxy = true, AllowUnencrypted = true }.Connect(FarAway, _proxy.AdminToken);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServerInfoAsync(Ct));

        Assert.Contains("could not be resolved", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_proxy.Requests);
    }

    /// <summary>The address of the system proxy can contain a password too, as from an environment variable.</summary>
    [Fact]
    public async Task The_password_of_the_system_proxy_is_not_shown()
    {
        await using ForwardProxy strict = ForwardProxy.Start("someone:s3cret-word");
        HttpClient.DefaultProxy = new AddressOnly(strict.AddressWith("someone:s3cret-word"));
        Uri server = new("https://far-away.invalid");
        using PlexServerClient client = new ClientSetup { NoProxy = false }.Connect(server, "a-token-that-stays-here");

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetServerInfoAsync(Ct));

        Assert.Contains($"the proxy '{strict.Address.Authority}'", failure.Message, StringComparison.Ordinal);
        TokenSearch.AssertNone(TokenSearch.Describe(failure), ["s3cret-word", "someone:s3cret-word"]);
    }

    private PlexServerClient Connect(ClientSetup setup) => setup.Connect(_server.HttpUri, _server.AdminToken);

    /// <summary>Returns the address unchanged and no separate credentials.</summary>
    private sealed class AddressOnly(Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }
}
