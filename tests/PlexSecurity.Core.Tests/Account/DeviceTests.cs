using System.Text.Json;

namespace PlexSecurity.Core.Tests.Account;

/// <summary>The devices of an account on the simulated plex.tv.</summary>
public sealed class DeviceTests : IAsyncLifetime
{
    private const string DeviceToken = "token-of-the-old-phone";

    private AccountSimulator _simulator = null!;
    private PlexAccountClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await AccountSimulator.StartAsync(ct: Ct);
        _simulator.Account.AddDevice(new SimulatedDevice
        {
            Name = "Old phone",
            ClientIdentifier = "old-phone",
            Token = DeviceToken,
            Provides = "client,player",
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1_600_000_000),
            LastSeenAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
        });
        ClientSetup setup = new()
        {
            AccountServer = _simulator.HttpsUri,
            Authority = _simulator.AuthorityCertificate,
            Retries = 0
        };
        _client = new PlexAccountClient(new PlexToken(_simulator.Account.Token), setup.ToOptions());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task A_device_is_read_without_its_token()
    {
        IReadOnlyList<PlexAccountDevice> devices = await _client.GetDevicesAsync(Ct);

        PlexAccountDevice phone = Assert.Single(devices, device => device.Name == "Old phone");
        Assert.Equal("Plex Web", phone.Product);
        Assert.Equal("4.140.0", phone.Version);
        Assert.Equal("Linux", phone.Platform);
        Assert.Equal(["client", "player"], phone.Provides);
        Assert.Equal("old-phone", phone.ClientIdentifier);
        Assert.Equal(1_600_000_000, phone.CreatedAt?.ToUnixTimeSeconds());
        Assert.Equal(1_700_000_000, phone.LastSeenAt?.ToUnixTimeSeconds());
        Assert.Equal("203.0.113.7", phone.PublicAddress);
        Assert.False(phone.IsThisClient);
        Assert.DoesNotContain(DeviceToken, JsonSerializer.Serialize(devices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_a_device_keeps_the_others()
    {
        PlexAccountDevice phone = (await _client.GetDevicesAsync(Ct)).Single(device => device.Name == "Old phone");
        int before = _simulator.Account.Devices.Count;

        await _client.RemoveDeviceAsync(phone.Id, Ct);

        Assert.Equal(before - 1, _simulator.Account.Devices.Count);
        Assert.DoesNotContain(_simulator.Account.Devices, device => device.Name == "Old phone");
        Assert.Equal($"/devices/{phone.Id}.xml", _simulator.Requests[^1].Path);
    }

    [Fact]
    public async Task Removing_an_unknown_device_is_an_error()
    {
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => _client.RemoveDeviceAsync("987654321", Ct));

        Assert.Equal(PlexError.NotFound, failure.Error);
        Assert.Equal("The item may already be removed. List the items again.", failure.RecommendedAction);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../user")]
    [InlineData("1?x=2")]
    public async Task An_invalid_device_id_is_not_sent(string? id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _client.RemoveDeviceAsync(id!, Ct));

        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task A_token_in_another_field_is_hidden_and_an_invalid_id_is_left_out()
    {
        _simulator.Faults.Add(
            Fault.Garbage(
                $"<MediaContainer><Device id=\"1\" name=\"My {DeviceToken}\" token=\"{DeviceToken}\"/>"
                + $"<Device id=\"a/b\"/><Device id=\"{DeviceToken}\" token=\"{DeviceToken}\"/></MediaContainer>"),
            "/devices.xml");

        PlexAccountDevice device = Assert.Single(await _client.GetDevicesAsync(Ct));

        Assert.Null(device.Name);
        Assert.Equal("1", device.ToString());
    }

    /// <summary>A token that was copied from another device belongs to that device.</summary>
    [Theory]
    [InlineData("1", "2", "1")]
    [InlineData("1", "1", "1")]
    [InlineData(null, "2", "2")]
    public async Task This_client_is_the_device_with_the_token_in_use_or_else_with_the_client_identifier(
        string? tokenAt, string identifierAt, string expected)
    {
        string Device(string id) =>
            $"<Device id=\"{id}\" token=\"{(id == tokenAt ? _simulator.Account.Token : "another-token-" + id)}\" "
            + $"clientIdentifier=\"{(id == identifierAt ? "CORE-tests" : "another-client")}\"/>";
        _simulator.Faults.Add(
            Fault.Garbage($"<MediaContainer>{Device("1")}{Device("2")}</MediaContainer>"), "/devices.xml");

        IReadOnlyList<PlexAccountDevice> devices = await _client.GetDevicesAsync(Ct);

        Assert.Equal(expected, Assert.Single(devices, static device => device.IsThisClient).Id);
    }

    [Fact]
    public async Task The_capabilities_are_separated_and_sanitized_one_by_one()
    {
        string provides = $" {new string('x', 300)} , Server,, my-{DeviceToken.Substring(0, 5)}\u200B{DeviceToken.Substring(5)}";
        _simulator.Faults.Add(
            Fault.Garbage(
                $"<MediaContainer><Device id=\"1\" provides=\"{provides}\" token=\"{DeviceToken}\"/>"
                + $"<Device id=\"2\" provides=\"server,{DeviceToken}\" token=\"{DeviceToken}\"/></MediaContainer>"),
            "/devices.xml");

        IReadOnlyList<PlexAccountDevice> devices = await _client.GetDevicesAsync(Ct);

        Assert.Equal([new string('x', 255) + "…", "Server"], devices[0].Provides);
        Assert.Empty(devices[1].Provides);
    }
}
