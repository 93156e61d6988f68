namespace PlexSecurity.Core.Tests.Account;

/// <summary>The polls of a sign-in, on a manual clock.</summary>
public sealed class PollingTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private AccountSimulator _simulator = null!;
    private PlexAccountClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await AccountSimulator.StartAsync(new AccountSimulatorOptions { TimeProvider = _time }, Ct);
        _client = new PlexAccountClient(new ClientSetup
        {
            AccountServer = _simulator.HttpsUri,
            Authority = _simulator.AuthorityCertificate,
            Time = _time,
            Timeout = Timeout.InfiniteTimeSpan,
        }.ToOptions());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Polls_once_a_second_until_the_user_has_signed_in()
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        Task<PlexToken> wait = _client.AwaitSignInAsync(signIn, ct: Ct);
        TimeSpan deadline = await _time.NextTimerAsync(Ct);
        for (int poll = 0; poll < 5; poll++)
            Assert.Equal(Second, await _time.AdvanceToNextTimerAsync(Ct));

        Assert.Equal(Second, await _time.NextTimerAsync(Ct));
        _simulator.ClaimPin(signIn.Code);
        _time.Advance(Second);
        await wait;

        Assert.Equal(900, deadline.TotalSeconds);
        Assert.Equal(
            Enumerable.Range(1, 6),
            _simulator.Requests.Skip(1).Select(request => (int)(request.At - _time.Start).TotalSeconds));
    }

    [Fact]
    public async Task Polls_back_off_after_failures_and_return_to_once_a_second_after_a_response()
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        for (int fault = 0; fault < 5; fault++)
            _simulator.Faults.Add(fault % 2 == 0 ? Fault.Drop() : Fault.Status(429), "/api/v2/pins/*");
        Task<PlexToken> wait = _client.AwaitSignInAsync(signIn, ct: Ct);
        await _time.NextTimerAsync(Ct);

        List<double> waits = [];
        for (int poll = 0; poll < 7; poll++)
            waits.Add((await _time.AdvanceToNextTimerAsync(Ct)).TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 16, 1], waits);
        Assert.False(wait.IsCompleted);
    }

    [Theory]
    [InlineData("2147483647", 3600)]
    [InlineData("30", 30)]
    [InlineData("1", 2)]
    [InlineData("Wed, 01 Jan 2087 00:00:00 GMT", 3600)]
    [InlineData("soon", 2)]
    public async Task Retry_After_is_obeyed_and_polling_stops_when_the_code_expires(string retryAfter, int seconds)
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        _simulator.Faults.Add(Fault.Status(429, retryAfter), "/api/v2/pins/*", int.MaxValue);
        Task<PlexToken> wait = _client.AwaitSignInAsync(signIn, ct: Ct);
        TimeSpan deadline = await _time.NextTimerAsync(Ct);

        await _time.AdvanceToNextTimerAsync(Ct);
        TimeSpan interval = await _time.NextTimerAsync(Ct);
        _time.Advance(deadline);

        Assert.Equal(seconds, interval.TotalSeconds);
        Assert.Equal(PlexError.RateLimited, (await Assert.ThrowsAsync<PlexException>(() => wait)).Error);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("999999999", 3600)]
    [InlineData("0", 900)]
    [InlineData("null", 900)]
    public async Task Polling_lasts_until_the_code_expires_and_at_most_an_hour(string expiresIn, int seconds)
    {
        string pin = $$"""{"id":5000000001,"code":"ABCD","expiresIn":{{expiresIn}}}""";
        _simulator.Faults.Add(Fault.Raw(Created(pin)), "/api/v2/pins");

        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task<PlexToken> wait = _client.AwaitSignInAsync(signIn, TimeSpan.FromHours(2), stop.Token);
        TimeSpan deadline = await _time.NextTimerAsync(Ct);
        await stop.CancelAsync();

        Assert.Equal(seconds, deadline.TotalSeconds);
        Assert.Equal(_time.Start.AddSeconds(seconds), signIn.ExpiresAt);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static string Created(string body) =>
        $"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
