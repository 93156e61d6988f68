using PlexSecurity.Http;
using PlexSecurity.Responses;

namespace PlexSecurity;

/// <content>The sign-in with a code.</content>
public sealed partial class PlexAccountClient
{
    /// <summary>Asks for a code to sign in with: <c>POST /api/v2/pins</c>.</summary>
    /// <param name="strong">
    /// Whether the code is a long one that the browser takes from <see cref="PlexSignIn.Address"/>; a short one is typed.
    /// </param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The code and the page that takes it.</returns>
    /// <exception cref="PlexException">The failures of a request.</exception>
    public async Task<PlexSignIn> RequestSignInAsync(bool strong = false, CancellationToken ct = default)
    {
        PlexResponse response = await _transport.SendAsync(PlexRequest.CreatePin(strong), _observer, ct).ConfigureAwait(false);
        (string pin, string code, TimeSpan lifetime) = response.Map(AccountMapper.SignIn);
        Uri address = strong
            ? PlexSignIn.AddressOfStrong(code, _options.ClientIdentifier(), ClientHeaders.ProductName)
            : PlexSignIn.AddressOfShort();
        return new PlexSignIn(pin, code, address, _options.Clock.UtcNow.ToLocalTime() + lifetime);
    }

    /// <summary>
    /// Waits until the person has signed in: <c>GET /api/v2/pins/{id}</c> once a second, less often after failures. From then on
    /// this client has the token.
    /// </summary>
    /// <param name="signIn">The sign-in, of a client with the same identifier.</param>
    /// <param name="timeout">The longest time to wait; null for the time of the code.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <returns>The token of the account.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.SignInExpired"/>; where plex.tv could not be asked up to the end, the last failure of that.
    /// </exception>
    public async Task<PlexToken> AwaitSignInAsync(PlexSignIn signIn, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        if (signIn is null)
            throw new ArgumentNullException(nameof(signIn));
        TimeSpan left = signIn.ExpiresAt - _options.Clock.UtcNow;
        if (timeout < left)
            left = timeout.Value;
        if (left <= TimeSpan.Zero)
            throw Expired();

        using CancellationTokenSource deadline = _options.Clock.Timer(left);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        PollInterval interval = new();
        TimeSpan wait = PollInterval.Shortest;
        PlexException? last = null;
        while (true)
        {
            try
            {
                await _options.Clock.Delay(wait, end.Token).ConfigureAwait(false);
                if (await PollAsync(signIn, end.Token).ConfigureAwait(false) is PlexToken token)
                    return token;
                wait = interval.AfterAnswer();
                last = null;
            }
            catch (PlexException failure) when (interval.AfterFailure(failure) is TimeSpan longer)
            {
                wait = longer;
                last = failure;
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                throw last ?? Expired();
            }
        }
    }

    private async Task<PlexToken?> PollAsync(PlexSignIn signIn, CancellationToken ct)
    {
        try
        {
            PlexResponse response = await _transport.SendAsync(PlexRequest.Pin(signIn.Pin), _observer, ct).ConfigureAwait(false);
            (PlexToken? token, bool isExpired) = response.Map(AccountMapper.SignInState);
            if (isExpired)
                throw Expired();
            if (token is null)
                return null;
            RequireAccountToken(token, ClientsHost);
            _transport.Adopt(token);
            _website.Adopt(token);
            return token;
        }
        catch (PlexException failure) when (failure.StatusCode == 404)
        {
            throw Expired();
        }
    }

    private static PlexException Expired() => new(
        PlexError.SignInExpired,
        "The sign-in to plex.tv was not completed before the code expired or the time limit was reached.",
        "Run Connect-PlexAccount again to get a new code. If you specified -SignInTimeoutSec, increase it.");
}
