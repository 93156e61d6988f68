namespace PlexSecurity.Core.Tests;

/// <summary>The client of the netstandard2.0 build over real sockets, with the handler of .NET Framework.</summary>
public sealed class ClientTests(SimulatorProcess server) : IClassFixture<SimulatorProcess>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transient_token_is_returned()
    {
        using PlexServerClient client = Connect(server.Http);

        PlexTransientToken token = await client.GetTransientTokenAsync(ct: Ct);

        Assert.Equal(PlexTokenKind.Transient, new PlexToken(token.Token.Reveal()).Kind);
    }

    [Fact]
    public async Task A_source_has_its_connections()
    {
        using PlexServerClient client = Connect(server.Http);

        PlexSourceConnection source = await client.GetSourceConnectionInformationAsync(server.Source, ct: Ct);

        Assert.Equal(server.Source, source.Source);
        Assert.Equal(3, source.Connections.Count);
    }

    [Fact]
    public async Task A_wrong_token_gives_Unauthorized_and_an_unknown_source_NotFound()
    {
        using PlexServerClient wrongToken = Connect(server.Http, token: "not-the-token-of-anyone");
        using PlexServerClient client = Connect(server.Http);

        PlexException unauthorized = await Assert.ThrowsAsync<PlexException>(() => wrongToken.GetServerInfoAsync(Ct));
        PlexException unknown =
            await Assert.ThrowsAsync<PlexException>(() => client.GetSourceConnectionInformationAsync("server://nobody", ct: Ct));

        Assert.Equal(PlexError.Unauthorized, unauthorized.Error);
        Assert.Equal(PlexError.NotFound, unknown.Error);
    }

    [Fact]
    public async Task A_pinned_certificate_is_accepted_and_any_other_refused()
    {
        using PlexServerClient pinned = Connect(server.Https, thumbprint: server.Thumbprint);
        using PlexServerClient wrong = Connect(server.Https, thumbprint: new string('0', 64));
        using PlexServerClient unpinned = Connect(server.Https);

        Assert.NotEmpty((await pinned.GetIdentityAsync(Ct)).MachineIdentifier);
        Assert.Equal(PlexError.TlsFailed, (await Assert.ThrowsAsync<PlexException>(() => wrong.GetIdentityAsync(Ct))).Error);
        Assert.Equal(PlexError.TlsFailed, (await Assert.ThrowsAsync<PlexException>(() => unpinned.GetIdentityAsync(Ct))).Error);
    }

    [Fact]
    public async Task A_closed_port_gives_ConnectionFailed()
    {
        using PlexServerClient client = Connect(new Uri("http://127.0.0.1:9/"));

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetIdentityAsync(Ct));

        Assert.Equal(PlexError.ConnectionFailed, failure.Error);
    }

    [Fact]
    public async Task A_canceled_call_throws_OperationCanceledException()
    {
        using PlexServerClient client = Connect(server.Http);
        using CancellationTokenSource stop = new();
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetTransientTokenAsync(ct: stop.Token));
    }

    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData("127.0.0.1,203.0.113.7")]
    public async Task A_private_name_with_a_public_address_is_refused(string addresses)
    {
        PlexToken token = new(server.Token);
        using PlexServerClient client = new(new UriBuilder(server.Http) { Host = "localhost" }.Uri, token, new PlexClientOptions
        {
            ClientIdentifier = "core-tests",
            Resolver = (_, _) => Task.FromResult(addresses.Split(',').Select(System.Net.IPAddress.Parse).ToArray()),
        });

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.GetIdentityAsync(Ct));

        Assert.Equal(PlexError.UnencryptedConnection, failure.Error);
        Assert.Contains("resolves to the public address 203.0.113.7", failure.Message);
    }

    private PlexServerClient Connect(Uri address, string? token = null, string? thumbprint = null)
    {
        PlexToken secret = new(token ?? server.Token);
        return new PlexServerClient(address, secret, new PlexClientOptions
        {
            ClientIdentifier = "core-tests",
            MaximumRetryCount = 0,
            CertificateThumbprint = thumbprint,
        });
    }
}
