using System.Text.Json;

namespace PlexSecurity.Core.Tests.Account;

/// <summary>The sign-in with a code on the simulated plex.tv, with a manual clock.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly List<PlexAttempt> _attempts = [];
    private AccountSimulator _simulator = null!;
    private PlexAccountClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await AccountSimulator.StartAsync(new AccountSimulatorOptions { TimeProvider = _time }, Ct);
        _client = Open();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData(false, 4, 900)]
    [InlineData(true, 25, 1800)]
    public async Task A_code_is_requested_without_a_token_and_claimed(bool strong, int length, int seconds)
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(strong, Ct);
        string token = _simulator.ClaimPin(signIn.Code);
        PlexToken got = await AdvanceUntilDoneAsync(_client.AwaitSignInAsync(signIn, ct: Ct));
        PlexAccount user = await _client.GetUserAsync(Ct);

        Assert.Equal((length, seconds), (signIn.Code.Length, (int)(signIn.ExpiresAt - _time.Start).TotalSeconds));
        Assert.Equal(strong ? "app.plex.tv" : "plex.tv", signIn.Address.Host);
        Assert.Equal(strong, signIn.Address.AbsoluteUri.Contains(signIn.Code, StringComparison.Ordinal));
        Assert.Equal(token, got.Reveal());
        Assert.Equal(("someone", "someone@example.org", true), (user.Username, user.Email, user.HasSubscription));
        Assert.Equal([null, null, token], _simulator.Requests.Select(request => request.Token));
        Assert.Equal([201, 200, 200], _simulator.Requests.Select(request => request.StatusCode));
    }

    [Fact]
    public async Task The_id_of_a_pin_is_never_shown()
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        string secret = Assert.Single(_simulator.Pins).Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _simulator.Faults.Add(Fault.Redirect($"https://elsewhere.example/api/v2/pins/{secret}"), "/api/v2/pins/*");
        PlexException failure = await Assert.ThrowsAsync<PlexException>(
            () => AdvanceUntilDoneAsync(_client.AwaitSignInAsync(signIn, ct: Ct)));
        _simulator.ClaimPin(signIn.Code);
        await AdvanceUntilDoneAsync(_client.AwaitSignInAsync(signIn, ct: Ct));

        Assert.Equal(PlexError.Redirected, failure.Error);
        Assert.Equal("/api/v2/pins/ID", _attempts[^1].Uri.AbsolutePath);
        string[] shown =
        [
            failure.ToString(), failure.RecommendedAction, signIn.ToString(), JsonSerializer.Serialize(signIn),
            .. _attempts.Select(attempt => attempt.ToString()),
        ];
        Assert.All(shown, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, PlexError.Unauthorized)]
    [InlineData(403, PlexError.Forbidden)]
    public async Task A_refused_sign_in_does_not_mention_a_token(int status, PlexError error)
    {
        _simulator.Faults.Add(Fault.Status(status), "/api/v2/pins");

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => _client.RequestSignInAsync(ct: Ct));

        Assert.Equal(error, failure.Error);
        Assert.DoesNotContain("token", $"{failure.Message} {failure.RecommendedAction}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_call_before_a_sign_in_gives_NotSignedIn()
    {
        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => _client.GetUserAsync(Ct));

        Assert.Equal(PlexError.NotSignedIn, failure.Error);
        Assert.Empty(_simulator.Requests);
    }

    [Theory]
    [InlineData(ExpiredPinResponse.NotFound)]
    [InlineData(ExpiredPinResponse.NullToken)]
    public async Task An_expired_pin_ends_the_wait(ExpiredPinResponse response)
    {
        _simulator.ExpiredPins = response;
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        _simulator.ExpirePin(signIn.Code);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(
            () => AdvanceUntilDoneAsync(_client.AwaitSignInAsync(signIn, ct: Ct)));

        Assert.Equal(PlexError.SignInExpired, failure.Error);
    }

    [Fact]
    public async Task A_removed_pin_ends_the_wait()
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        _simulator.RemovePin(signIn.Code);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(
            () => AdvanceUntilDoneAsync(_client.AwaitSignInAsync(signIn, ct: Ct)));

        Assert.Equal(PlexError.SignInExpired, failure.Error);
    }

    [Fact]
    public async Task A_timeout_shortens_the_wait()
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(
            () => AdvanceUntilDoneAsync(_client.AwaitSignInAsync(signIn, TimeSpan.FromSeconds(5), Ct)));

        Assert.Equal(PlexError.SignInExpired, failure.Error);
        Assert.InRange(_simulator.Pins[0].Polls, 1, 5);
        Assert.InRange((_time.GetUtcNow() - _time.Start).TotalSeconds, 5, 6);
    }

    [Fact]
    public async Task Transient_failures_do_not_end_the_wait()
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        _simulator.ClaimPin(signIn.Code);
        _simulator.Faults.Add(Fault.Status(429, retryAfter: "30"), "/api/v2/pins/*");
        _simulator.Faults.Add(Fault.Status(503), "/api/v2/pins/*");
        _simulator.Faults.Add(Fault.Status(500), "/api/v2/pins/*");
        _simulator.Faults.Add(Fault.Drop(), "/api/v2/pins/*");

        await AdvanceUntilDoneAsync(_client.AwaitSignInAsync(signIn, ct: Ct));

        Assert.Equal(6, _simulator.Requests.Count);
        // One second, then the Retry-After of the 429, then 4, 8 and 16.
        Assert.InRange((_time.GetUtcNow() - _time.Start).TotalSeconds, 59, 61);
    }

    [Fact]
    public async Task A_lasting_failure_is_reported_instead_of_an_expired_sign_in()
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        _simulator.Faults.Add(Fault.Status(503), "/api/v2/pins/*", times: int.MaxValue);

        PlexException failure = await Assert.ThrowsAsync<PlexException>(
            () => AdvanceUntilDoneAsync(_client.AwaitSignInAsync(signIn, TimeSpan.FromSeconds(20), Ct)));

        Assert.Equal(PlexError.ServerUnavailable, failure.Error);
        Assert.Contains("plex.tv", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait()
    {
        PlexSignIn signIn = await _client.RequestSignInAsync(ct: Ct);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task<PlexToken> wait = _client.AwaitSignInAsync(signIn, ct: stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task A_code_request_is_not_repeated_after_a_dropped_connection()
    {
        using PlexAccountClient patient = Open(retries: 3);
        _simulator.Faults.Add(Fault.Drop(), "/api/v2/pins", times: int.MaxValue);

        await Assert.ThrowsAsync<PlexException>(() => patient.RequestSignInAsync(ct: Ct));

        Assert.Single(_simulator.Requests);
    }

    [Theory]
    [InlineData("{\"code\":\"ABCD\"}")]
    [InlineData("{\"id\":\"../user\",\"code\":\"ABCD\"}")]
    [InlineData("{\"id\":7,\"code\":\"AB CD\"}")]
    [InlineData("{\"id\":7,\"code\":\"\\u001b[2J\"}")]
    [InlineData("{\"id\":7777,\"code\":\"7777\"}")]
    [InlineData("{\"id\":7}")]
    [InlineData("<html>sign in to the network</html>")]
    public async Task An_invalid_code_is_an_error(string body)
    {
        _simulator.Faults.Add(Fault.Garbage(body), "/api/v2/pins");

        PlexException failure = await Assert.ThrowsAsync<PlexException>(() => _client.RequestSignInAsync(ct: Ct));

        Assert.Equal(PlexError.InvalidResponse, failure.Error);
        Assert.Contains("plex.tv", failure.RecommendedAction, StringComparison.Ordinal);
    }

    private PlexAccountClient Open(int retries = 0) => new(new ClientSetup
    {
        AccountServer = _simulator.HttpsUri,
        Authority = _simulator.AuthorityCertificate,
        Time = _time,
        Timeout = Timeout.InfiniteTimeSpan,
        Retries = retries,
        OnAttempt = _attempts.Add,
    }.ToOptions());

    /// <summary>Advances the clock second by second, only while the client waits for a timer.</summary>
    private async Task<PlexToken> AdvanceUntilDoneAsync(Task<PlexToken> wait)
    {
        // The first timer is the deadline, which is not to expire.
        await _time.NextTimerAsync(Ct);
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        while (!wait.IsCompleted)
        {
            Task<TimeSpan> next = _time.NextTimerAsync(done.Token);
            if (await Task.WhenAny(wait, next) == wait)
                break;
            TimeSpan due = await next;
            for (int second = 0; second < due.TotalSeconds && !wait.IsCompleted; second++)
                _time.Advance(TimeSpan.FromSeconds(1));
        }

        // Otherwise it would consume the first timer of the next wait.
        await done.CancelAsync();
        return await wait;
    }
}
