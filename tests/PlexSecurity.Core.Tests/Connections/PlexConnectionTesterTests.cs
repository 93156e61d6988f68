using System.Net;
using System.Net.Sockets;

namespace PlexSecurity.Core.Tests.Connections;

public sealed class PlexConnectionTesterTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private string Source => $"server://{Server.MachineIdentifier}";

    [Fact]
    public async Task A_server_with_the_expected_identity_is_Reachable()
    {
        PlexConnectionTest result = await TestAsync(Addresses.Of(Server.HttpUri));

        Assert.Equal(ConnectionStatus.Reachable, result.Status);
        Assert.Equal(Server.Version, result.Version);
        Assert.True(result.Latency > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_probe_sends_no_token_and_no_client_headers()
    {
        await TestAsync(Addresses.Of(Server.HttpUri), count: 3);

        Assert.Equal(3, Server.Requests.Count);
        Assert.All(Server.Requests, request =>
        {
            Assert.Equal("/identity", request.RawTarget);
            Assert.DoesNotContain(
                request.Headers, header => header.Key.StartsWith("X-Plex-", StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    public async Task Three_probes_give_three_latencies_and_their_median()
    {
        PlexConnectionTest result = await TestAsync(Addresses.Of(Server.HttpUri), count: 3);

        Assert.Equal(3, result.Latencies.Count);
        Assert.Equal(result.Latencies.Order().ElementAt(1), result.Latency);
    }

    [Fact]
    public async Task Another_server_gives_WrongServer()
    {
        await using PlexSimulator other = await PlexSimulator.StartAsync(ct: Ct);

        PlexConnectionTest result = await TestAsync(Addresses.Of(other.HttpUri));

        Assert.Equal(ConnectionStatus.WrongServer, result.Status);
    }

    [Fact]
    public async Task A_closed_port_is_Unreachable()
    {
        PlexConnectionTest result = await TestAsync(Addresses.Of($"http://127.0.0.1:{ClosedPort()}"));

        Assert.Equal(ConnectionStatus.Unreachable, result.Status);
        Assert.Contains("refused", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_gives_a_status_and_a_message(string name, Fault fault, ConnectionStatus status)
    {
        Assert.NotEmpty(name);
        Server.Faults.Add(fault, times: int.MaxValue);

        PlexConnectionTest result = await TestAsync(Addresses.Of(Server.HttpUri));

        Assert.Equal(status, result.Status);
        Assert.NotEmpty(result.Message);
        Assert.Null(result.Latency);
    }

    public static TheoryData<string, Fault, ConnectionStatus> Faults => new()
    {
        { "html", Fault.Html(), ConnectionStatus.NotAPlexServer },
        { "garbage", Fault.Garbage("{}"), ConnectionStatus.NotAPlexServer },
        { "404", Fault.Status(404), ConnectionStatus.NotAPlexServer },
        { "redirect", Fault.Redirect("http://127.0.0.1:1/"), ConnectionStatus.NotAPlexServer },
        { "no content", Fault.NoContent(), ConnectionStatus.NotAPlexServer },
        { "closed without a response", Fault.Drop(), ConnectionStatus.Unreachable },
        { "starting", Fault.Status(503), ConnectionStatus.Unreachable },
    };

    [Fact]
    public async Task A_silent_address_gives_TimedOut()
    {
        Server.Faults.Add(Fault.Hang());
        ManualTime time = new();

        Task<PlexConnectionTest> testing = TestAsync(Addresses.Of(Server.HttpUri), setup: new ClientSetup { Time = time });
        await Server.WaitForRequestAsync(_ => true, TestTimeout.Limit);
        await time.AdvanceToNextTimerAsync(Ct);

        Assert.Equal(ConnectionStatus.TimedOut, (await testing.WaitAsync(TestTimeout.Limit, Ct)).Status);
        await Server.WaitForNoRequestInFlightAsync(TestTimeout.Limit);
    }

    [Fact]
    public async Task A_certificate_is_checked_unless_the_check_is_skipped()
    {
        PlexConnection address = Addresses.Of(Server.HttpsUri);

        Assert.Equal(ConnectionStatus.CertificateRejected, (await TestAsync(address)).Status);
        ClientSetup skip = new() { SkipCertificateCheck = true };
        Assert.Equal(ConnectionStatus.Reachable, (await TestAsync(address, setup: skip)).Status);
    }

    [Fact]
    public async Task A_cloud_provider_is_Reachable_with_any_response_over_a_checked_certificate()
    {
        Server.Faults.Add(Fault.Status(404), times: int.MaxValue);
        ClientSetup trusting = new() { Authority = Server.AuthorityCertificate };
        const string Provider = "provider://tv.plex.provider.podcasts";

        Assert.Equal(
            ConnectionStatus.Reachable,
            (await TestAsync(Addresses.Of(Server.HttpsUri), source: Provider, setup: trusting)).Status);
        Assert.Equal(ConnectionStatus.NotAPlexServer, (await TestAsync(Addresses.Of(Server.HttpUri), source: Provider)).Status);
        Assert.Equal(
            ConnectionStatus.CertificateRejected, (await TestAsync(Addresses.Of(Server.HttpsUri), source: Provider)).Status);
    }

    [Fact]
    public async Task A_cloud_provider_is_probed_as_often_as_any_other()
    {
        Server.Faults.Add(Fault.Status(404), times: int.MaxValue);
        ClientSetup trusting = new() { Authority = Server.AuthorityCertificate };

        PlexConnectionTest test = await TestAsync(
            Addresses.Of(Server.HttpsUri), count: 3, source: "provider://tv.plex.provider.podcasts", setup: trusting);

        Assert.Equal(ConnectionStatus.Reachable, test.Status);
        Assert.Equal(3, Server.Requests.Count);
    }

    [Fact]
    public async Task A_test_without_a_request_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TestAsync(Addresses.Of(Server.HttpUri), count: 0));
        await Assert.ThrowsAsync<ArgumentNullException>(() => TestAsync(null!));
        Assert.Empty(Server.Requests);
    }

    private static int ClosedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<PlexConnectionTest> TestAsync(
        PlexConnection connection, int count = 1, string? source = null, ClientSetup? setup = null)
    {
        PlexConnectionTester tester = new(
            SourceConnections.OfSource(source ?? Source, Server.MachineIdentifier, connection),
            (setup ?? new ClientSetup()).ToOptions());
        return tester.TestAsync(connection, count, Ct).WaitAsync(TestTimeout.Limit, Ct);
    }
}
