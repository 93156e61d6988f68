using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace PlexSecurity.Core.Tests.Account;

/// <summary>The servers and devices of an account on the simulated plex.tv, and the tokens for stand-in servers.</summary>
public sealed class AccountSimulatorServersTests : IAsyncLifetime
{
    private const string Resources = "https://clients.plex.tv/api/v2/resources";
    private const string Hash = "00112233445566778899aabbccddeeff";

    private static readonly SimulatedUser Neighbor = new() { Id = 7, Title = "neighbor" };

    private AccountSimulator _simulator = null!;
    private PlexSimulator _own = null!;
    private PlexSimulator _shared = null!;
    private PlexTv _plexTv = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimulatedAccount Account => _simulator.Account;

    public async ValueTask InitializeAsync()
    {
        _simulator = await AccountSimulator.StartAsync(ct: Ct);
        _own = await PlexSimulator.StartAsync(new SimulatorOptions { ExtraCertificateNames = [$"*.{Hash}.plex.direct"] }, Ct);
        _shared = await PlexSimulator.StartAsync(new SimulatorOptions { FriendlyName = "Cellar" }, Ct);
        Account.AddServer(_own, owner: null, [_own.PlexDirectConnection(Hash), .. OddAddresses.All]);
        Account.AddServer(_shared, Neighbor);
        _plexTv = new PlexTv(_simulator);
    }

    public async ValueTask DisposeAsync()
    {
        _plexTv.Dispose();
        await _simulator.DisposeAsync();
        await _own.DisposeAsync();
        await _shared.DisposeAsync();
    }

    [Fact]
    public async Task Owned_and_shared_servers_are_listed_with_their_tokens()
    {
        JsonElement[] servers = [.. (await _plexTv.JsonAsync(HttpMethod.Get, Resources, Account.Token)).EnumerateArray()];

        Assert.Equal(["Attic", "Cellar"], servers.Select(server => server.GetProperty("name").GetString()));
        Assert.Equal([true, false], servers.Select(server => server.GetProperty("owned").GetBoolean()));
        Assert.Equal([null, "neighbor"], servers.Select(server => server.GetProperty("sourceTitle").GetString()));
        Assert.Equal(JsonValueKind.Null, servers[0].GetProperty("ownerId").ValueKind);
        Assert.Equal(7, servers[1].GetProperty("ownerId").GetInt64());
        string[] tokens = [.. servers.Select(server => server.GetProperty("accessToken").GetString()!), Account.Token];
        Assert.Equal(3, tokens.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_core_reads_the_list(bool xml)
    {
        ClientSetup setup = new() { AccountServer = _simulator.HttpsUri, Authority = _simulator.AuthorityCertificate };
        PlexToken token = new(Account.Token);
        using PlexAccountClient client = new(token, setup.ToOptions());
        if (xml) _simulator.Faults.Add(Fault.Garbage(await XmlResourcesAsync(), "application/xml"));

        IReadOnlyList<PlexSource> servers = await client.GetServersAsync(Ct);

        Assert.Equal([_own.MachineIdentifier, _shared.MachineIdentifier], servers.Select(server => server.Identifier));
        Assert.Equal([true, false], servers.Select(server => server.Owned));
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("?includeRelay=1", 4)]
    [InlineData("?includeHttps=1&includeRelay=1&includeIPv6=1", 5)]
    public async Task Relays_and_IPv6_are_listed_only_on_request(string query, int count)
    {
        JsonElement servers = await _plexTv.JsonAsync(HttpMethod.Get, Resources + query, Account.Token);

        JsonElement[] connections = [.. servers[0].GetProperty("connections").EnumerateArray()];
        Assert.Equal(count, connections.Length);
        Assert.Equal($"https://127-0-0-1.{Hash}.plex.direct:{_own.HttpsUri.Port}", connections[0].GetProperty("uri").GetString());
    }

    [Fact]
    public async Task A_shared_server_rejects_the_account_token()
    {
        string own = Account.Resources[0].AccessToken!, shared = Account.Resources[1].AccessToken!;

        Assert.Equal(HttpStatusCode.OK, await MintAsync(_own, own));
        Assert.Equal(HttpStatusCode.OK, await MintAsync(_own, Account.Token));
        Assert.Equal(HttpStatusCode.OK, await MintAsync(_shared, shared));
        Assert.Equal(HttpStatusCode.Unauthorized, await MintAsync(_shared, Account.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await MintAsync(_own, shared));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(_shared, "security/resources?source=server://x", shared));
    }

    [Fact]
    public async Task A_removed_device_loses_its_token_everywhere()
    {
        SimulatedDevice phone = Account.AddDevice(new SimulatedDevice { Name = "Phone", ClientIdentifier = "phone" });
        Assert.Equal(HttpStatusCode.OK, await MintAsync(_own, phone.Token!));

        string address = $"https://plex.tv/devices/{phone.Id}.xml";
        Assert.Equal(HttpStatusCode.NoContent, await _plexTv.StatusAsync(HttpMethod.Delete, address, Account.Token));

        Assert.Equal(HttpStatusCode.NotFound, await _plexTv.StatusAsync(HttpMethod.Delete, address, Account.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await _plexTv.StatusAsync(HttpMethod.Get, Resources, phone.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await MintAsync(_own, phone.Token!));
    }

    [Fact]
    public async Task Devices_are_listed_with_their_tokens()
    {
        XElement list = await _plexTv.DevicesAsync(Account.Token);

        Assert.Equal(["Browser", "Attic"], list.Elements("Device").Select(device => (string?)device.Attribute("name")));
        XElement server = list.Elements("Device").Last();
        Assert.Equal("server", (string?)server.Attribute("provides"));
        Assert.Equal(_own.MachineIdentifier, (string?)server.Attribute("clientIdentifier"));
        Assert.Equal(Account.Devices[1].Token, (string?)server.Attribute("token"));
        Assert.Equal(Account.Devices[1].LastSeenAt.ToUnixTimeSeconds(), (long?)server.Attribute("lastSeenAt"));
        Assert.Equal(5, server.Elements("Connection").Count());
    }

    [Fact]
    public async Task A_failed_removal_keeps_the_device()
    {
        SimulatedDevice phone = Account.AddDevice(new SimulatedDevice { Name = "Phone", ClientIdentifier = "phone" });
        string path = $"/devices/{phone.Id}.xml";
        _simulator.Faults.Add(Fault.Status(500), path);

        Assert.Equal(500, (int)await _plexTv.StatusAsync(HttpMethod.Delete, "https://plex.tv" + path, Account.Token));

        Assert.Contains(phone, Account.Devices);
    }

    private async Task<byte[]> XmlResourcesAsync()
    {
        using HttpResponseMessage response = await _plexTv.GetAsync(Resources, Account.Token, "application/json, */*");
        return await response.Content.ReadAsByteArrayAsync(Ct);
    }

    private static Task<HttpStatusCode> MintAsync(PlexSimulator server, string token) =>
        SendAsync(server, "security/token?type=delegation&scope=all", token);

    private static async Task<HttpStatusCode> SendAsync(PlexSimulator server, string path, string token)
    {
        using HttpClient client = new() { BaseAddress = server.HttpUri };
        client.DefaultRequestHeaders.Add("X-Plex-Token", token);
        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return response.StatusCode;
    }
}
