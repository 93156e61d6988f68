using PlexSecurity.Http;
using PlexSecurity.Responses;

namespace PlexSecurity;

/// <content>The sign-in with a code.</content>
public sealed partial class PlexAccountClient
{
    /// <summary>Requests a sign-in code: <c>POST /api/v2/pins</c>.</summary>
    /// <param name="strong">
    /// Whether to request a long code, which is part of <see cref="PlexSignIn.Address"/>, instead of a short code, which the user
    /// types.
    /// </param>
    /// <param name="ct">Cancels the request.</param>
    /// <returns>The code and the sign-in page.</returns>
    /// <exception cref="PlexException">The failures of a request.</exception>
    public async Task<PlexSignIn> RequestSignInAsync(bool strong = false, CancellationToken ct = default)
    {
        PlexResponse response = await _transport.SendAsync(PlexRequest.CreatePin(strong), _observer, ct).ConfigureAwait(false);
        (string pin, string code, TimeSpan lifetime) = response.Map(AccountMapper.SignIn);
        Uri address = strong
            ? PlexSignIn.GetAuthAddress(code, _options.ClientIdentifier(), ClientHeaders.ProductName)
            : PlexSignIn.LinkPage;
        return new PlexSignIn(pin, code, address, _options.Clock.UtcNow.ToLocalTime() + lifetime);
    }

    /// <summary>
    /// Waits until the user has signed in: <c>GET /api/v2/pins/{id}</c> once per second, less often after failures. The client
    /// then uses the token.
    /// </summary>
    /// <param name="signIn">The sign-in, from a client with the same identifier.</param>
    /// <param name="timeout">The maximum time to wait; null for the lifetime of the code.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <returns>The token of the account.</returns>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.SignInExpired"/>, or the last failure if plex.tv could not be reached until the end.
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
        TimeSpan wait = interval.AfterResponse();
        PlexException? last = null;
        while (true)
        {
            try
            {
                await _options.Clock.Delay(wait, end.Token).ConfigureAwait(false);
                if (await PollAsync(signIn, end.Token).ConfigureAwait(false) is PlexToken token)
                    return token;
                wait = interval.AfterResponse();
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
            _transport.SetToken(token);
            _website.SetToken(token);
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
