using System.Net;
using System.Text.Json;

namespace PlexSecurity.Core.Tests.Account;

/// <summary>What the simulated plex.tv says to a sign-in, as plex-account.md has it.</summary>
public sealed class AccountSimulatorTests : IAsyncLifetime
{
    private const string User = "https://plex.tv/api/v2/user";
    private const string SignOut = "https://plex.tv/api/v2/users/signout";

    private readonly ManualTime _time = new();
    private AccountSimulator _simulator = null!;
    private PlexTv _plexTv = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await AccountSimulator.StartAsync(new AccountSimulatorOptions { TimeProvider = _time }, Ct);
        _plexTv = new PlexTv(_simulator);
    }

    public async ValueTask DisposeAsync()
    {
        _plexTv.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("", 4, 900)]
    [InlineData("?strong=true", 25, 1800)]
    public async Task A_pin_has_a_code_and_no_token_until_it_is_claimed(string query, int length, int seconds)
    {
        JsonElement pin = await _plexTv.CreatePinAsync(query);
        Assert.Equal(length, Code(pin).Length);
        Assert.Equal(seconds, pin.GetProperty("expiresIn").GetInt32());
        Assert.Equal("Core tests", pin.GetProperty("product").GetString());
        Assert.Equal(JsonValueKind.Null, pin.GetProperty("authToken").ValueKind);

        _time.Advance(TimeSpan.FromSeconds(10));
        JsonElement waiting = await PollAsync(pin);
        Assert.Equal(seconds - 10, waiting.GetProperty("expiresIn").GetInt32());
        Assert.Null(waiting.GetProperty("authToken").GetString());

        string token = _simulator.ClaimPin(Code(pin));
        Assert.Equal(token, (await PollAsync(pin)).GetProperty("authToken").GetString());
        Assert.Equal(2, Assert.Single(_simulator.Pins).Polls);
        Assert.Equal("someone", (await _plexTv.JsonAsync(HttpMethod.Get, User, token)).GetProperty("username").GetString());
    }

    [Fact]
    public async Task A_pin_is_answered_with_201_and_only_to_the_client_that_asked()
    {
        JsonElement pin = await _plexTv.CreatePinAsync();
        using PlexTv other = new(_simulator, "another-client");

        Assert.Equal(201, Assert.Single(_simulator.Requests).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(HttpMethod.Get, PlexTv.PinAddress(pin)));
    }

    [Fact]
    public async Task Without_a_client_identifier_there_is_no_pin()
    {
        using PlexTv nobody = new(_simulator, clientIdentifier: null);

        JsonElement answer = await nobody.CreatePinAsync();

        Assert.Equal(1000, ErrorCode(answer));
        Assert.Equal(400, Assert.Single(_simulator.Requests).StatusCode);
        Assert.Empty(_simulator.Pins);
    }

    [Theory]
    [InlineData(ExpiredPinResponse.NotFound, 404)]
    [InlineData(ExpiredPinResponse.NullToken, 200)]
    public async Task An_expired_pin_is_answered_as_chosen_also_when_it_was_claimed(ExpiredPinResponse answer, int status)
    {
        _simulator.ExpiredPins = answer;
        JsonElement pin = await _plexTv.CreatePinAsync();
        _simulator.ClaimPin(Code(pin));
        _time.Advance(TimeSpan.FromSeconds(900));

        JsonElement late = await PollAsync(pin);

        Assert.Equal(status, _simulator.Requests[^1].StatusCode);
        if (answer == ExpiredPinResponse.NotFound) Assert.Equal(1020, ErrorCode(late));
        else Assert.Equal(JsonValueKind.Null, late.GetProperty("authToken").ValueKind);
    }

    [Fact]
    public async Task A_pin_can_be_expired_and_removed_and_then_not_claimed()
    {
        JsonElement first = await _plexTv.CreatePinAsync();
        JsonElement second = await _plexTv.CreatePinAsync();
        _simulator.ExpirePin(Code(first));
        _simulator.RemovePin(Code(second));

        Assert.Equal(1020, ErrorCode(await PollAsync(first)));
        Assert.Equal(1020, ErrorCode(await PollAsync(second)));
        Assert.Throws<ArgumentException>(() => _simulator.ClaimPin(Code(first)));
        Assert.Throws<ArgumentException>(() => _simulator.ClaimPin(Code(second)));
    }

    [Fact]
    public async Task A_strong_code_cannot_be_typed()
    {
        string code = Code(await _plexTv.CreatePinAsync("?strong=true"));

        Assert.Throws<ArgumentException>(() => _simulator.ClaimPin(code, typed: true));
        Assert.NotEmpty(_simulator.ClaimPin(code));
    }

    [Fact]
    public async Task Polling_meets_the_faults_planned_for_all_pins()
    {
        JsonElement pin = await _plexTv.CreatePinAsync();
        _simulator.Faults.Add(Fault.Status(429, retryAfter: "3"), "/api/v2/pins/*");
        _simulator.Faults.Add(Fault.Drop(), "/api/v2/pins/*", times: int.MaxValue);

        using HttpResponseMessage limited = await _plexTv.GetAsync(PlexTv.PinAddress(pin));
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), limited.Headers.RetryAfter!.Delta);
        // Who creates a pin does not poll.
        await _plexTv.CreatePinAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => _plexTv.GetAsync(PlexTv.PinAddress(pin)));
        Assert.Equal(0, _simulator.Pins[0].Polls);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(422)]
    public async Task Signing_out_ends_the_token_it_came_with_and_no_other(int status)
    {
        _simulator.RevokedTokenStatus = status;
        string token = _simulator.ClaimPin(Code(await _plexTv.CreatePinAsync()));

        Assert.Equal(HttpStatusCode.NoContent, await _plexTv.StatusAsync(HttpMethod.Delete, SignOut, token));

        Assert.Equal(status, (int)await _plexTv.StatusAsync(HttpMethod.Get, User, token));
        Assert.Equal(status, (int)await _plexTv.StatusAsync(HttpMethod.Delete, SignOut, token));
        Assert.Equal(HttpStatusCode.OK, await _plexTv.StatusAsync(HttpMethod.Get, User, _simulator.Account.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await _plexTv.StatusAsync(HttpMethod.Get, User, "never-a-token"));
        Assert.Equal(HttpStatusCode.Unauthorized, await _plexTv.StatusAsync(HttpMethod.Get, User));
    }

    [Fact]
    public async Task Signing_in_again_with_the_same_client_identifier_ends_the_token_before()
    {
        string first = _simulator.ClaimPin(Code(await _plexTv.CreatePinAsync()));
        string second = _simulator.ClaimPin(Code(await _plexTv.CreatePinAsync()));

        Assert.Equal(HttpStatusCode.Unauthorized, await _plexTv.StatusAsync(HttpMethod.Get, User, first));
        JsonElement user = await _plexTv.JsonAsync(HttpMethod.Get, User, second);
        Assert.Equal(second, user.GetProperty("authToken").GetString());
    }

    [Fact]
    public async Task The_host_where_people_sign_in_has_nothing_for_programs() =>
        Assert.Equal(
            HttpStatusCode.NotFound,
            await _plexTv.StatusAsync(HttpMethod.Get, "https://app.plex.tv/api/v2/user", _simulator.Account.Token));

    private static string Code(JsonElement pin) => pin.GetProperty("code").GetString()!;

    private static int ErrorCode(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("code").GetInt32();

    private Task<JsonElement> PollAsync(JsonElement pin) => _plexTv.JsonAsync(HttpMethod.Get, PlexTv.PinAddress(pin));
}
