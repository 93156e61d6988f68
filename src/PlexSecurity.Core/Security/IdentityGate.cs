using System.Diagnostics.CodeAnalysis;
using PlexSecurity.Networking;

namespace PlexSecurity.Security;

/// <summary>
/// Holds back every token until the server has said who it is, and again after <see cref="LongestSilence"/> without an answer
/// from it or after a lost connection: the address may belong to another machine by now. The question carries no token. Over
/// https it is as good as the certificate; over http it guards against mistakes and not against an attacker, who can pass the
/// question on.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to free, and calls may still be under way.")]
internal sealed class IdentityGate(string? expectedMachineIdentifier, Uri server, Clock clock)
{
    /// <summary>How long after its last answer a server is still taken for the same machine.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly object _verifying = new();
    private volatile IdentityPass? _verified;
    private volatile PlexException? _lastFailure;
    private volatile PlexException? _refusal;
    private long _answered;
    private int _ended;
    private int _unanswered;

    /// <summary>Who the server said it is, as last verified; null before.</summary>
    public PlexIdentity? Known => _verified?.Server;

    /// <summary>The leave to send a token without asking again; null where the server must be asked first.</summary>
    public IdentityPass? Current =>
        _refusal is null
        && _verified is IdentityPass known
        && Holds(known)
        && clock.Since(Volatile.Read(ref _answered)) < LongestSilence ? known : null;

    /// <summary>Whether a new connection may still carry a token: none was lost that tells of another machine.</summary>
    public bool Holds(IdentityPass pass) =>
        (pass.Ended is null || pass.Ended == Volatile.Read(ref _ended)) && pass.Unanswered == Volatile.Read(ref _unanswered);

    /// <summary>The verified machine answered.</summary>
    public void Answered() => Volatile.Write(ref _answered, clock.Timestamp);

    /// <summary>A connection ended or could not be made. The next one may reach another machine.</summary>
    /// <param name="answered">Whether all that was sent over it had been answered.</param>
    public void ConnectionEnded(bool answered)
    {
        if (!answered)
            Interlocked.Increment(ref _unanswered);
        Interlocked.Increment(ref _ended);
    }

    /// <summary>
    /// Asks who the server is. Callers that come together ask once, and share also a failure: asking one after another they
    /// would wait for a silent server as many times as they are.
    /// </summary>
    public async Task<IdentityPass> AskAsync(Func<CancellationToken, Task<PlexIdentity>> ask, CancellationToken ct)
    {
        PlexException? earlier = _lastFailure;
        IdentityPass? before = _verified;
        await _one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            ThrowIfRefused();
            if (ReferenceEquals(_verified, before))
            {
                if (_lastFailure is PlexException shared && shared != earlier)
                    throw shared.Copy();
                await ask(ct).ConfigureAwait(false);
            }

            // Just asked: that the connection of the question has ended, as some servers do after each answer, means nothing.
            return _verified! with { Ended = null };
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

    /// <summary>Compares with the machine that was meant, or else the first that answered. Another one stays refused.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.WrongServer"/>.</exception>
    public PlexIdentity Verify(PlexIdentity identity, int attempts = 1)
    {
        lock (_verifying)
        {
            ThrowIfRefused();
            string? expected = expectedMachineIdentifier ?? Known?.MachineIdentifier;
            if (expected is not null && !string.Equals(expected, identity.MachineIdentifier, StringComparison.OrdinalIgnoreCase))
                throw _refusal = Refuse(identity, attempts);

            Answered();
            _verified = new IdentityPass(identity, Volatile.Read(ref _ended), Volatile.Read(ref _unanswered));
            return identity;
        }
    }

    /// <exception cref="PlexException"><see cref="PlexError.WrongServer"/>: another machine was seen at the address.</exception>
    public void ThrowIfRefused()
    {
        if (_refusal is PlexException refusal)
            throw refusal.Copy();
    }

    private PlexException Refuse(PlexIdentity identity, int attempts) => new(
        PlexError.WrongServer,
        $"Another server answers at '{server.AbsoluteUri}' than was asked for: its machine identifier is '{Shown(identity)}', "
        + $"not '{expectedMachineIdentifier ?? Shown(Known!)}'. No token was sent.",
        "The address may have passed to another machine. This session sends no more to it: get the connections again, "
        + "or connect to another address.")
    {
        Server = server,
        StatusCode = 200,
        Attempts = attempts,
    };

    /// <summary>A message repeats an identifier only in the form that servers use: others of its alphabet can be a host to go to.</summary>
    private static string Shown(PlexIdentity identity) =>
        identity.MachineIdentifier is { Length: <= 64 } text && text.All(char.IsLetterOrDigit) ? text : "…";
}
