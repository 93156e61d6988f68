using System.Diagnostics.CodeAnalysis;
using PlexSecurity.Networking;

namespace PlexSecurity.Security;

/// <summary>
/// Holds back every token until the server is identified, and again after <see cref="LongestSilence"/> without a response from it
/// or after a failed connection: the address may belong to another machine by now. The question carries no token. Over https it
/// is as good as the certificate; over http it guards against mistakes and not against an attacker, who can relay it.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore without a wait handle holds nothing to free, and calls may still be under way.")]
internal sealed class IdentityGate(string? expectedMachineIdentifier, Uri server, Clock clock)
{
    /// <summary>How long after its last response a server counts as the same machine.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    /// <summary>How long after the question a new connection may carry a token to a server that closes each connection.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly object _verifying = new();
    private volatile PlexIdentity? _known;
    private volatile PlexException? _lastFailure;
    private volatile PlexException? _refusal;
    private volatile bool _isStale;
    private volatile bool _closesConnections;
    private long _responded;
    private long _verified;
    private int _verifications;
    private int _isUnused;

    /// <summary>The identity of the server, as last verified; null before.</summary>
    public PlexIdentity? Known => _known;

    /// <summary>
    /// Whether a new connection may carry a token without a question of its own: to a server that closes each connection after
    /// its response, right after the question.
    /// </summary>
    public bool MayPassUnasked => IsKnown && _closesConnections && clock.Since(Volatile.Read(ref _verified)) < LongestGap;

    private bool IsKnown => _refusal is null && _known is not null;

    /// <summary>
    /// Whether a token may be sent without asking again. Where each connection closes, a question is good for one.
    /// </summary>
    public bool TryPass()
    {
        if (!IsKnown || _isStale)
            return false;
        return _closesConnections
            ? MayPassUnasked && Interlocked.Exchange(ref _isUnused, 0) == 1
            : clock.Since(Volatile.Read(ref _responded)) < LongestSilence;
    }

    /// <summary>The verified machine has responded.</summary>
    public void Responded() => Volatile.Write(ref _responded, clock.Timestamp);

    /// <summary>A connection failed. The next one may reach another machine.</summary>
    public void ConnectionFailed() => _isStale = true;

    /// <summary>The server closes each connection: it is asked before each request, on a connection of its own.</summary>
    public void ConnectionsClose() => _closesConnections = true;

    /// <summary>
    /// Asks the server for its identity. Callers that come together ask once, and share also a failure: one after another they
    /// would wait for a silent server as many times as they are.
    /// </summary>
    public async Task AskAsync(Func<CancellationToken, Task> ask, CancellationToken ct)
    {
        PlexException? earlier = _lastFailure;
        int before = Volatile.Read(ref _verifications);
        await _one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            ThrowIfRefused();
            if (Volatile.Read(ref _verifications) != before && !_isStale)
                return;
            if (_lastFailure is PlexException shared && shared != earlier)
                throw shared.Copy();
            await AskAloneAsync(ask, ct).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Only what was asked is a failure to share: one that was shared is not shared again.</summary>
    private async Task AskAloneAsync(Func<CancellationToken, Task> ask, CancellationToken ct)
    {
        try
        {
            await ask(ct).ConfigureAwait(false);
            Volatile.Write(ref _isUnused, 0);
        }
        catch (PlexException failure)
        {
            _lastFailure = failure;
            throw;
        }
    }

    /// <summary>Compares with the machine that was meant, or else the first that responded. Another one stays refused.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.WrongServer"/>.</exception>
    public PlexIdentity Verify(PlexIdentity identity, int attempts = 1)
    {
        lock (_verifying)
        {
            ThrowIfRefused();
            string? expected = expectedMachineIdentifier ?? _known?.MachineIdentifier;
            if (expected is not null && !string.Equals(expected, identity.MachineIdentifier, StringComparison.OrdinalIgnoreCase))
                throw _refusal = Refuse(identity, attempts);

            _known = identity;
            _isStale = false;
            Responded();
            Volatile.Write(ref _verified, clock.Timestamp);
            Volatile.Write(ref _isUnused, 1);
            Interlocked.Increment(ref _verifications);
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
        $"The server at '{server.AbsoluteUri}' is not the expected server: its machine identifier is '{Display(identity)}', "
        + $"not '{expectedMachineIdentifier ?? Display(_known!)}'. No token was sent.",
        "Another machine may now use this address, and this session sends no more requests to it. Get the connections "
        + "again, or connect to another address.")
    {
        Server = server,
        StatusCode = 200,
        Attempts = attempts,
    };

    /// <summary>A host name fits the alphabet of identifiers too, and the server is not to choose what is read here.</summary>
    private static string Display(PlexIdentity identity) =>
        identity.MachineIdentifier is { Length: <= 64 } text && text.All(char.IsLetterOrDigit) ? text : "…";
}
