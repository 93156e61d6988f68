using System.Diagnostics.CodeAnalysis;
using PlexSecurity.Networking;

namespace PlexSecurity.Security;

/// <summary>
/// Requires verification of the server before a token is sent: once at the start, after <see cref="MaximumSilence"/> without a
/// response, and after a failed connection, because the address may then belong to another machine. The identity request carries
/// no token. Over https, the identity is as reliable as the certificate. Over http, it guards against mistakes, not against an
/// attacker, who can relay the request.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore without a wait handle has nothing to dispose, and calls may still be pending.")]
internal sealed class IdentityGate(string? expectedMachineIdentifier, Uri server, Clock clock)
{
    /// <summary>The time after the last response in which the server counts as verified.</summary>
    public static readonly TimeSpan MaximumSilence = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time after the identity request in which a new connection may carry a token to a server that closes each connection.
    /// </summary>
    private static readonly TimeSpan MaximumGap = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _semaphore = new(1, 1);
    private readonly object _verifyLock = new();
    private volatile PlexIdentity? _identity;
    private volatile PlexException? _lastFailure;
    private volatile PlexException? _refusal;
    private volatile bool _isStale;
    private volatile bool _closesConnections;
    private long _lastResponse;
    private long _lastVerification;
    private int _verifications;
    private int _unusedVerifications;

    /// <summary>The last verified identity of the server, or null.</summary>
    public PlexIdentity? Identity => _identity;

    /// <summary>
    /// Whether a new connection may carry a token without a separate identity request. This applies to a server that closes each
    /// connection, right after an identity request.
    /// </summary>
    public bool CanSkipConnectionCheck =>
        IsVerified && _closesConnections && clock.Since(Volatile.Read(ref _lastVerification)) < MaximumGap;

    private bool IsVerified => _refusal is null && _identity is not null;

    /// <summary>
    /// Whether a token may be sent without a new verification. If the server closes each connection, a verification can be used
    /// once.
    /// </summary>
    public bool TryUseVerification()
    {
        if (!IsVerified || _isStale)
            return false;
        return _closesConnections
            ? CanSkipConnectionCheck && Interlocked.Exchange(ref _unusedVerifications, 0) == 1
            : clock.Since(Volatile.Read(ref _lastResponse)) < MaximumSilence;
    }

    /// <summary>Records a response of the verified server.</summary>
    public void RecordResponse() => Volatile.Write(ref _lastResponse, clock.Timestamp);

    /// <summary>Records a failed connection. The next connection may reach another machine.</summary>
    public void MarkStale() => _isStale = true;

    /// <summary>Records that the server closes each connection. It is then verified before each request.</summary>
    public void RecordConnectionClose() => _closesConnections = true;

    /// <summary>
    /// Requests the identity of the server. Concurrent callers share one request and its failure. Otherwise, they would wait for
    /// a silent server one after another.
    /// </summary>
    public async Task VerifyAsync(Func<CancellationToken, Task> requestIdentity, CancellationToken ct)
    {
        PlexException? earlier = _lastFailure;
        int before = Volatile.Read(ref _verifications);
        await _semaphore.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            ThrowIfRefused();
            if (Volatile.Read(ref _verifications) != before && !_isStale)
                return;
            if (_lastFailure is PlexException shared && shared != earlier)
                throw shared.Copy();
            await RequestIdentityAsync(requestIdentity, ct).ConfigureAwait(false);
        }
        finally
        {
            _semaphore.Release();
        }
    }

    /// <summary>Requests the identity. Only the failure of this request is shared with other callers.</summary>
    private async Task RequestIdentityAsync(Func<CancellationToken, Task> requestIdentity, CancellationToken ct)
    {
        try
        {
            await requestIdentity(ct).ConfigureAwait(false);
            Volatile.Write(ref _unusedVerifications, 0);
        }
        catch (PlexException failure)
        {
            _lastFailure = failure;
            throw;
        }
    }

    /// <summary>
    /// Compares the identity with the expected machine identifier, or with the first one. After a mismatch, all further requests
    /// fail.
    /// </summary>
    /// <exception cref="PlexException"><see cref="PlexError.WrongServer"/>.</exception>
    public PlexIdentity Verify(PlexIdentity identity, int attempts = 1)
    {
        lock (_verifyLock)
        {
            ThrowIfRefused();
            string? expected = expectedMachineIdentifier ?? _identity?.MachineIdentifier;
            if (expected is not null && !string.Equals(expected, identity.MachineIdentifier, StringComparison.OrdinalIgnoreCase))
                throw _refusal = Refuse(identity, attempts);

            _identity = identity;
            _isStale = false;
            RecordResponse();
            Volatile.Write(ref _lastVerification, clock.Timestamp);
            Volatile.Write(ref _unusedVerifications, 1);
            Interlocked.Increment(ref _verifications);
            return identity;
        }
    }

    /// <exception cref="PlexException">
    /// <see cref="PlexError.WrongServer"/>: another machine has responded at the address.
    /// </exception>
    public void ThrowIfRefused()
    {
        if (_refusal is PlexException refusal)
            throw refusal.Copy();
    }

    private PlexException Refuse(PlexIdentity identity, int attempts) => new(
        PlexError.WrongServer,
        $"The server at '{server.AbsoluteUri}' is not the expected server: its machine identifier is '{Display(identity)}', "
        + $"not '{expectedMachineIdentifier ?? Display(_identity!)}'. No token was sent.",
        "Another machine may now use this address, and this session sends no more requests to it. Get the connections "
        + "again, or connect to another address.")
    {
        Server = server,
        StatusCode = 200,
        Attempts = attempts,
    };

    /// <summary>
    /// Returns an identifier for display. A server could use a host name or other text as its identifier, so only short
    /// alphanumeric ones are shown.
    /// </summary>
    private static string Display(PlexIdentity identity) =>
        identity.MachineIdentifier is { Length: <= 64 } text && text.All(char.IsLetterOrDigit) ? text : "…";
}
