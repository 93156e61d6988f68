namespace PlexSecurity.Core.Tests.Client;

/// <summary>The 48 hours of a transient token, with one clock for server and client.</summary>
public sealed class TransientLifetimeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_works_for_48_hours()
    {
        ManualTime time = new();
        await using PlexSimulator server =
            await PlexSimulator.StartAsync(new SimulatorOptions { TimeProvider = time, Https = false }, Ct);
        ClientSetup setup = new() { Time = time, Timeout = Timeout.InfiniteTimeSpan };
        using PlexServerClient client = setup.Connect(server.HttpUri, server.AdminToken);
        PlexTransientToken token = await client.GetTransientTokenAsync(ct: Ct);
        using PlexServerClient transient = setup.Connect(server.HttpUri, token.Token.Reveal());

        Assert.Equal(time.GetUtcNow(), token.IssuedAt);
        Assert.Equal(time.GetUtcNow().AddHours(48), token.ExpiresAt);
        time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        Assert.False(token.IsExpired);
        await transient.GetServerInfoAsync(Ct);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(token.IsExpired);
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => transient.GetServerInfoAsync(Ct));
        Assert.Equal(PlexError.Unauthorized, failure.Error);
    }

    [Fact]
    public async Task A_server_restart_invalidates_a_token()
    {
        ManualTime time = new();
        await using PlexSimulator server =
            await PlexSimulator.StartAsync(new SimulatorOptions { TimeProvider = time, Https = false }, Ct);
        using PlexServerClient client = new ClientSetup { Time = time }.Connect(server.HttpUri, server.AdminToken);
        PlexTransientToken token = await client.GetTransientTokenAsync(ct: Ct);
        using PlexServerClient transient = new ClientSetup().Connect(server.HttpUri, token.Token.Reveal());
        await transient.GetServerInfoAsync(Ct);

        server.Restart();

        Assert.False(token.IsExpired);
        Assert.Equal(
            PlexError.Unauthorized, (await Assert.ThrowsAsync<PlexException>(() => transient.GetServerInfoAsync(Ct))).Error);
        await client.GetServerInfoAsync(Ct);
    }
}
