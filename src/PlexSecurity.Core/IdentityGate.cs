using System.Diagnostics.CodeAnalysis;

namespace PlexSecurity;

/// <summary>
/// Holds back every token until the server has said who it is: an address may have come from a list, or belong to another
/// machine by now. The question itself carries no token.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to free, and calls may still be under way.")]
internal sealed class IdentityGate(string? expectedMachineIdentifier, Uri server)
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile PlexIdentity? _verified;
    private volatile PlexException? _lastFailure;

    /// <summary>The identity that was verified earlier, or else asks for one, which is verified as it is read.</summary>
    public ValueTask<PlexIdentity> PassAsync(Func<CancellationToken, Task<PlexIdentity>> ask, CancellationToken ct) =>
        _verified is PlexIdentity known ? new(known) : new(AskOnceAsync(ask, ct));

    /// <exception cref="PlexException"><see cref="PlexError.WrongServer"/>.</exception>
    public PlexIdentity Verify(PlexIdentity identity)
    {
        string? expected = expectedMachineIdentifier ?? _verified?.MachineIdentifier;
        if (expected is not null && !string.Equals(expected, identity.MachineIdentifier, StringComparison.OrdinalIgnoreCase))
        {
            throw new PlexException(
                PlexError.WrongServer,
                $"Another server answers at '{server.AbsoluteUri}' than was asked for: its machine identifier is '{Shown(identity)}', not '{expectedMachineIdentifier ?? Shown(_verified!)}'. No token was sent.",
                "The address may have passed to another machine: get the connections again, or connect to another address.")
            {
                Server = server,
                StatusCode = 200,
            };
        }

        _verified = identity;
        return identity;
    }

    /// <summary>
    /// Callers that come together ask once, and share also a failure: asking one after another they would wait for a silent
    /// server as many times as they are.
    /// </summary>
    private async Task<PlexIdentity> AskOnceAsync(Func<CancellationToken, Task<PlexIdentity>> ask, CancellationToken ct)
    {
        PlexException? earlier = _lastFailure;
        await _one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (_verified is PlexIdentity meanwhile)
                return meanwhile;
            if (_lastFailure is PlexException shared && shared != earlier)
                throw shared.Again();
            return await ask(ct).ConfigureAwait(false);
        }
        catch (PlexException failure)
        {
            _lastFailure = failure;
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Only what looks like an identifier is repeated in a message.</summary>
    private static string Shown(PlexIdentity identity) =>
        identity.MachineIdentifier is { Length: <= 64 } text && text.All(char.IsLetterOrDigit) ? text : "…";
}
