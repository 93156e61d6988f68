namespace PlexSecurity.Core.Tests.Client;

/// <summary>A client that exchanges its account token for a transient one.</summary>
public sealed class ExchangeTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    [Fact]
    public async Task After_the_exchange_only_the_transient_token_is_sent()
    {
        using PlexServerClient client = Connect();
        Assert.Equal(PlexTokenKind.Account, client.TokenKind);

        await client.ExchangeForTransientTokenAsync(Ct);
        await CallAsync(client, Operation.ServerInfo);
        await CallAsync(client, Operation.Source);

        Assert.Equal(PlexTokenKind.Transient, client.TokenKind);
        string transient = Server.Requests[^1].Token!;
        Assert.Contains(transient, Server.TransientTokens);
        Assert.Equal([null, Server.AdminToken, transient, transient], Server.Requests.Select(request => request.Token));
        Assert.Equal(transient, client.Token!.Reveal());
    }

    [Fact]
    public async Task A_failed_exchange_keeps_the_token()
    {
        Server.Faults.Add(Fault.Status(500), "/security/token");
        using PlexServerClient client = Connect();

        await Assert.ThrowsAsync<PlexException>(() => client.ExchangeForTransientTokenAsync(Ct));

        Assert.Equal(PlexTokenKind.Account, client.TokenKind);
        await CallAsync(client, Operation.ServerInfo);
        Assert.Equal(Server.AdminToken, Server.Requests[^1].Token);
    }

    [Fact]
    public async Task A_transient_token_cannot_be_exchanged()
    {
        using PlexServerClient client = Connect();
        await client.ExchangeForTransientTokenAsync(Ct);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => client.ExchangeForTransientTokenAsync(Ct));

        Assert.Equal(PlexError.Forbidden, failure.Error);
        Assert.NotNull(await CallAsync(client, Operation.ServerInfo));
    }

    [Fact]
    public async Task A_call_that_waits_for_a_retry_succeeds_after_the_exchange()
    {
        ManualTime time = new();
        using PlexServerClient client = Connect(new ClientSetup { Time = time, Timeout = Timeout.InfiniteTimeSpan, Retries = 1 });
        Server.Faults.Add(Fault.Status(503, retryAfter: "5"), "/security/resources");
        Task<object> waiting = CallAsync(client, Operation.Source);
        TimeSpan wait = await time.NextTimerAsync(Ct);

        await client.ExchangeForTransientTokenAsync(Ct);
        time.Advance(wait);

        Assert.NotNull(await waiting);
    }

    [Fact]
    public async Task The_token_of_the_caller_is_unchanged()
    {
        PlexToken token = new(Server.AdminToken);
        PlexServerClient client = new(Server.HttpUri, token, new PlexClientOptions { ClientIdentifier = "core-tests" });
        await client.ExchangeForTransientTokenAsync(Ct);
        client.Dispose();

        Assert.Equal(Server.AdminToken, token.Reveal());
    }
}
