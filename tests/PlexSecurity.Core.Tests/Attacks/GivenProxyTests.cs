using System.Net;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>A given proxy overrides the system proxy.</summary>
[Collection(nameof(SystemProxy))]
public sealed class GivenProxyTests
{
    [Fact]
    public async Task A_given_proxy_overrides_the_system_proxy()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using PlexSimulator given = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false }, ct);
        await using PlexSimulator system = await PlexSimulator.StartAsync(new SimulatorOptions { Https = false }, ct);
        IWebProxy before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(system.HttpUri);
        try
        {
            using PlexServerClient client = new ClientSetup { Proxy = given.HttpUri, NoProxy = false, AllowUnencrypted = true }
                .Connect(new Uri("http://far-away.invalid:32400"), given.AdminToken);

            await client.GetServerInfoAsync(ct);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(2, given.Requests.Count);
        Assert.Empty(system.Requests);
    }
}
