using System.Net;
using System.Text.Json;

namespace PlexSecurity.Core.Tests.Account;

/// <summary>The sign-in endpoints of the simulated plex.tv.</summary>
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
    public async Task A_pin_is_created_with_201_and_visible_only_to_its_client()
    {
        JsonElement pin = await _plexTv.CreatePinAsync();
        using PlexTv other = new(_simulator, "another-client");

        Assert.Equal(201, Assert.Single(_simulator.Requests).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(HttpMethod.Get, PlexTv.PinAddress(pin)));
    }

    [Fact]
    public async Task Without_a_client_identifier_there_is_no_pin()
    {
        using PlexTv anonymous = new(_simulator, clientIdentifier: null);

        JsonElement response = await anonymous.CreatePinAsync();

        Assert.Equal(1000, ErrorCode(response));
        Assert.Equal(400, Assert.Single(_simulator.Requests).StatusCode);
        Assert.Empty(_simulator.Pins);
    }

    [Theory]
    [InlineData(ExpiredPinResponse.NotFound, 404)]
    [InlineData(ExpiredPinResponse.NullToken, 200)]
    public async Task An_expired_pin_gets_the_configured_response_even_if_claimed(ExpiredPinResponse response, int status)
    {
        _simulator.ExpiredPins = response;
        JsonElement pin = await _plexTv.CreatePinAsync();
        _simulator.ClaimPin(Code(pin));
        _time.Advance(TimeSpan.FromSeconds(900));

        JsonElement late = await PollAsync(pin);

        Assert.Equal(status, _simulator.Requests[^1].StatusCode);
        if (response == ExpiredPinResponse.NotFound) Assert.Equal(1020, ErrorCode(late));
        else Assert.Equal(JsonValueKind.Null, late.GetProperty("authToken").ValueKind);
    }

    [Fact]
    public async Task An_expired_or_removed_pin_cannot_be_claimed()
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
    public async Task Faults_planned_for_all_pins_apply_to_polls()
    {
        JsonElement pin = await _plexTv.CreatePinAsync();
        _simulator.Faults.Add(Fault.Status(429, retryAfter: "3"), "/api/v2/pins/*");
        _simulator.Faults.Add(Fault.Drop(), "/api/v2/pins/*", times: int.MaxValue);

        using HttpResponseMessage limited = await _plexTv.GetAsync(PlexTv.PinAddress(pin));
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), limited.Headers.RetryAfter!.Delta);
        // Creating a pin is not a poll.
        await _plexTv.CreatePinAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => _plexTv.GetAsync(PlexTv.PinAddress(pin)));
        Assert.Equal(0, _simulator.Pins[0].Polls);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(422)]
    public async Task Signing_out_revokes_only_its_own_token(int status)
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
    public async Task A_second_sign_in_of_a_client_revokes_its_first_token()
    {
        string first = _simulator.ClaimPin(Code(await _plexTv.CreatePinAsync()));
        string second = _simulator.ClaimPin(Code(await _plexTv.CreatePinAsync()));

        Assert.Equal(HttpStatusCode.Unauthorized, await _plexTv.StatusAsync(HttpMethod.Get, User, first));
        JsonElement user = await _plexTv.JsonAsync(HttpMethod.Get, User, second);
        Assert.Equal(second, user.GetProperty("authToken").GetString());
    }

    [Fact]
    public async Task The_sign_in_host_has_no_API() =>
        Assert.Equal(
            HttpStatusCode.NotFound,
            await _plexTv.StatusAsync(HttpMethod.Get, "https://app.plex.tv/api/v2/user", _simulator.Account.Token));

    private static string Code(JsonElement pin) => pin.GetProperty("code").GetString()!;

    private static int ErrorCode(JsonElement response) => response.GetProperty("errors")[0].GetProperty("code").GetInt32();

    private Task<JsonElement> PollAsync(JsonElement pin) => _plexTv.JsonAsync(HttpMethod.Get, PlexTv.PinAddress(pin));
}
