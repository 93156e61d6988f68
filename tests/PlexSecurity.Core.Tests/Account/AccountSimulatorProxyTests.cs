using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace PlexSecurity.Core.Tests.Account;

/// <summary>The proxy of the simulated plex.tv, and its control endpoint.</summary>
public sealed class AccountSimulatorProxyTests
{
    private const string User = "https://plex.tv/api/v2/user";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Other_hosts_other_ports_and_plain_http_are_refused()
    {
        await using AccountSimulator simulator = await AccountSimulator.StartAsync(ct: Ct);
        using PlexTv client = new(simulator);

        foreach (string address in new[] { "https://example.invalid/", "https://plex.tv:8443/", "https://plex.tv.invalid/" })
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address, "a-token"));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await client.StatusAsync(HttpMethod.Get, "http://plex.tv/"));
        Assert.All(simulator.Tunnels, tunnel => Assert.Equal(403, tunnel.Status));
        Assert.Equal(
            ["example.invalid:443", "plex.tv:8443", "plex.tv.invalid:443", "GET http://plex.tv/ HTTP/1.1"],
            simulator.Tunnels.Select(tunnel => tunnel.Target));
        Assert.Empty(simulator.Requests);
    }

    [Fact]
    public async Task The_three_hosts_of_plex_tv_are_reachable_by_name()
    {
        await using AccountSimulator simulator = await AccountSimulator.StartAsync(ct: Ct);
        using PlexTv client = new(simulator);

        string[] hosts = ["plex.tv", "clients.plex.tv", "app.plex.tv"];

        foreach (string host in hosts) await client.StatusAsync(HttpMethod.Get, $"https://{host}/");

        Assert.Equal(hosts.Select(host => $"{host}:443"), simulator.Tunnels.Select(tunnel => tunnel.Target));
        Assert.All(simulator.Tunnels, tunnel => Assert.Equal(200, tunnel.Status));
        Assert.Equal(hosts, simulator.Requests.Select(request => request.Headers["Host"]));
    }

    [Theory]
    [InlineData("the-password", true)]
    [InlineData("another", false)]
    public async Task The_proxy_can_require_a_name_and_a_password(string password, bool right)
    {
        await using AccountSimulator simulator = await AccountSimulator.StartAsync(
            new AccountSimulatorOptions { ProxyCredential = ("someone", "the-password") }, Ct);
        using PlexTv client = new(simulator, credential: new NetworkCredential("someone", password));

        if (right) Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, User, simulator.Account.Token));
        else await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(User));

        Assert.Equal(right ? 200 : 407, simulator.Tunnels[^1].Status);
        Assert.Equal(407, simulator.Tunnels[0].Status);
    }

    [Fact]
    public async Task The_proxy_can_tunnel_to_a_stand_in_server()
    {
        const string Hash = "00112233445566778899aabbccddeeff";
        await using PlexSimulator server = await PlexSimulator.StartAsync(
            new SimulatorOptions { ExtraCertificateNames = [$"*.{Hash}.plex.direct"] }, Ct);
        await using AccountSimulator simulator = await AccountSimulator.StartAsync(
            new AccountSimulatorOptions { AlsoTunnelTo = [server.HttpsUri] }, Ct);
        using PlexTv client = new(simulator);

        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, $"{server.HttpsUri}identity"));
        string byName = $"{server.PlexDirectConnection(Hash).Uri}/identity";
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, byName));
        Assert.Equal(2, server.Requests.Count);
        await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync($"https://127.0.0.1:{server.HttpUri.Port}/identity"));
        Assert.Equal(403, simulator.Tunnels[^1].Status);
    }

    [Fact]
    public async Task The_authority_file_is_private()
    {
        await using AccountSimulator simulator = await AccountSimulator.StartAsync(ct: Ct);
        using TemporaryFolder folder = new();

        string path = simulator.ExportAuthority(folder.Root);

        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(path);
        Assert.Equal(simulator.AuthorityCertificate, authority);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task The_control_endpoint_works_over_http_and_has_no_API()
    {
        await using AccountSimulator simulator = await AccountSimulator.StartAsync(
            new AccountSimulatorOptions { ControlEndpoint = true }, Ct);
        using PlexTv client = new(simulator);
        using HttpClient control = new() { BaseAddress = simulator.ControlUri };
        JsonElement pin = await client.CreatePinAsync();
        string code = pin.GetProperty("code").GetString()!;

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"pin/claim?code={code}"));
        string? token = (await client.JsonAsync(HttpMethod.Get, PlexTv.PinAddress(pin))).GetProperty("authToken").GetString();
        Assert.Contains(token!, await GetAsync("tokens"), StringComparison.Ordinal);
        Assert.Contains("\"polls\":1", await GetAsync("pins"), StringComparison.Ordinal);
        Assert.Contains("clients.plex.tv:443", await GetAsync("tunnels"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("expired-pins?response=null-token"));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"pin/expire?code={code}"));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Get, PlexTv.PinAddress(pin)));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"pin/remove?code={code}"));
        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync(HttpMethod.Get, PlexTv.PinAddress(pin)));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync($"pin/claim?code={code}"));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("claims?count=1"));
        string?[] claimed = [await ClaimedTokenAsync(), await ClaimedTokenAsync()];
        Assert.NotNull(claimed[0]);
        Assert.Null(claimed[1]);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("revoked-tokens?status=422"));
        Assert.Equal(422, simulator.RevokedTokenStatus);

        await Assert.ThrowsAsync<HttpRequestException>(() => control.GetAsync(new Uri("api/v2/user", UriKind.Relative), Ct));

        async Task<string?> ClaimedTokenAsync()
        {
            string address = PlexTv.PinAddress(await client.CreatePinAsync());
            return (await client.JsonAsync(HttpMethod.Get, address)).GetProperty("authToken").GetString();
        }

        async Task<HttpStatusCode> PostAsync(string command)
        {
            Uri address = new($"simulator/{command}", UriKind.Relative);
            using HttpResponseMessage response = await control.PostAsync(address, null, Ct);
            return response.StatusCode;
        }

        Task<string> GetAsync(string command) => control.GetStringAsync(new Uri($"simulator/{command}", UriKind.Relative), Ct);
    }
}
