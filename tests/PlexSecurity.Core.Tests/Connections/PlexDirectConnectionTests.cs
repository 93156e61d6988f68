using System.Net;
using System.Net.Sockets;
using PlexSecurity.Http;

namespace PlexSecurity.Core.Tests.Connections;

public sealed class PlexDirectConnectionTests
{
    private const string Name = "127-0-0-1.0123abcd.plex.direct";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_name_is_refused_the_address_in_it_is_used_and_the_certificate_checked_for_the_name(bool answersZero)
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(
            new SimulatorOptions { ExtraCertificateNames = ["*.0123abcd.plex.direct"] }, Ct);
        using PlexServerClient client = Connect(server, answersZero ? Zero : Refuse);

        PlexIdentity identity = await client.GetIdentityAsync(Ct);

        Assert.Equal(server.MachineIdentifier, identity.MachineIdentifier);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_there_too()
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: Ct);
        using PlexServerClient client = Connect(server, Refuse);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetIdentityAsync(Ct));

        Assert.Equal(PlexError.TlsFailed, failure.Error);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task What_the_system_finds_comes_first()
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: Ct);
        List<string> asked = [];
        PlexDirectConnector connector = new("203-0-113-1.0123abcd.plex.direct", IPAddress.Parse("203.0.113.1"), (host, _) =>
        {
            asked.Add(host);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });

        await using Stream stream = await connector.ConnectAsync(
            new DnsEndPoint("203-0-113-1.0123abcd.plex.direct", server.HttpsUri.Port), Ct);

        Assert.True(stream.CanWrite);
        Assert.Equal(["203-0-113-1.0123abcd.plex.direct"], asked);
    }

    /// <summary>A proxy that is not found is an error, not a reason to go round it.</summary>
    [Fact]
    public async Task The_address_in_the_name_stands_for_no_other_host()
    {
        PlexDirectConnector connector = new(Name, IPAddress.Loopback, Refuse);

        await Assert.ThrowsAsync<SocketException>(() => connector.ConnectAsync(new DnsEndPoint("proxy.example.org", 3128), Ct).AsTask());
    }

    private static Task<IPAddress[]> Refuse(string host, CancellationToken ct) =>
        Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    private static Task<IPAddress[]> Zero(string host, CancellationToken ct) => Task.FromResult<IPAddress[]>([IPAddress.Any]);

    private static PlexServerClient Connect(PlexSimulator server, Func<string, CancellationToken, Task<IPAddress[]>> resolver) =>
        new ClientSetup { Authority = server.AuthorityCertificate, Resolver = resolver }
            .Connect(new Uri($"https://{Name}:{server.HttpsUri.Port}"), server.AdminToken);
}
