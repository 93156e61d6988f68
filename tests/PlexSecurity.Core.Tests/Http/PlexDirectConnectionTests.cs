using System.Net;
using System.Net.Sockets;
using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Http;

public sealed class PlexDirectConnectionTests
{
    private const string Name = "127-0-0-1.0123abcd.plex.direct";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unresolved_name_falls_back_to_its_address_and_checks_the_certificate(
        bool answersZero)
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(
            new SimulatorOptions { ExtraCertificateNames = ["*.0123abcd.plex.direct"] }, Ct);
        using PlexServerClient client = Connect(server, answersZero ? Zero : Refuse);

        PlexIdentity identity = await client.GetIdentityAsync(Ct);

        Assert.Equal(server.MachineIdentifier, identity.MachineIdentifier);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: Ct);
        using PlexServerClient client = Connect(server, Refuse);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetIdentityAsync(Ct));

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Empty(server.Requests);
    }

    /// <summary>Resolved addresses come first, without unspecified ones of DNS filters; then the address in the name.</summary>
    [Theory]
    [InlineData("127.0.0.5", "127.0.0.5")]
    [InlineData("127.0.0.5,::1", "127.0.0.5,::1")]
    [InlineData("0.0.0.0,127.0.0.5", "127.0.0.5")]
    [InlineData("::,127.0.0.5,::ffff:0.0.0.0", "127.0.0.5")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("0.0.0.0,::", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public async Task Only_usable_addresses_are_found(string found, string expected)
    {
        ServerConnector connector = Connector(Name, (_, _) => Task.FromResult(Parse(found)));

        Assert.Equal(Parse(expected), await connector.FindAsync(Name, Ct));
    }

    [Fact]
    public async Task The_connection_uses_the_resolved_address()
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: Ct);
        const string elsewhere = "203-0-113-1.0123abcd.plex.direct";
        List<string> resolvedHosts = [];
        ServerConnector connector = Connector(elsewhere, (host, _) =>
        {
            resolvedHosts.Add(host);
            return Task.FromResult<IPAddress[]>([IPAddress.Any, IPAddress.Loopback]);
        });

        await using Stream stream = await connector.ConnectAsync(new DnsEndPoint(elsewhere, server.HttpsUri.Port), Ct);

        EndPoint? remote = Assert.IsType<NetworkStream>(stream).Socket.RemoteEndPoint;
        Assert.Equal($"127.0.0.1:{server.HttpsUri.Port}", Plain(Assert.IsType<IPEndPoint>(remote)));
        Assert.Equal([elsewhere], resolvedHosts);
    }

    /// <summary>An unresolved proxy is an error and not bypassed.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("0.0.0.0")]
    public async Task The_address_in_the_name_is_not_used_for_another_host(string found)
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: Ct);
        ServerConnector connector = Connector(Name, (_, _) => Task.FromResult(Parse(found)));

        SocketException failure = await Assert.ThrowsAsync<SocketException>(
            () => connector.ConnectAsync(new DnsEndPoint("proxy.example.org", server.HttpsUri.Port), Ct).AsTask());

        Assert.Equal(SocketError.HostNotFound, failure.SocketErrorCode);
        await server.WaitForOpenConnectionsAsync(count => count == 0, TestTimeout.Limit);
    }

    [Fact]
    public async Task A_name_with_the_unspecified_address_is_not_found()
    {
        const string zero = "0-0-0-0.0123abcd.plex.direct";

        SocketException failure =
            await Assert.ThrowsAsync<SocketException>(() => Connector(zero, Refuse).FindAsync(zero, Ct).AsTask());

        Assert.Equal(SocketError.HostNotFound, failure.SocketErrorCode);
    }

    private static ServerConnector Connector(string name, Func<string, CancellationToken, Task<IPAddress[]>> resolver) =>
        new(new Uri($"https://{name}:32400"), new ClientSetup { Resolver = resolver }.ToTransport());

    private static IPAddress[] Parse(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)];

    private static string Plain(IPEndPoint end) =>
        new IPEndPoint(end.Address.IsIPv4MappedToIPv6 ? end.Address.MapToIPv4() : end.Address, end.Port).ToString();

    private static Task<IPAddress[]> Refuse(string host, CancellationToken ct) =>
        Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    private static Task<IPAddress[]> Zero(string host, CancellationToken ct) => Task.FromResult<IPAddress[]>([IPAddress.Any]);

    private static PlexServerClient Connect(PlexSimulator server, Func<string, CancellationToken, Task<IPAddress[]>> resolver) =>
        new ClientSetup { Authority = server.AuthorityCertificate, Resolver = resolver }
            .Connect(new Uri($"https://{Name}:{server.HttpsUri.Port}"), server.AdminToken);
}
