using System.Security;
using PlexSecurity.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity;

/// <summary>
/// A connection to a Plex Media Server whose identity and token were checked. It may be used from many threads and runspaces at
/// once, and shows its token to nobody.
/// </summary>
public sealed class PlexServerSession : ISession
{
    private readonly PlexServerClient _client;
    private volatile bool _connected = true;
    private int _transientWarning;

    private PlexServerSession(PlexServerClient client, PlexIdentity identity, PlexServerInfo info)
    {
        _client = client;
        Name = info.Name ?? client.Server.Host;
        MachineIdentifier = identity.MachineIdentifier;
        Version = identity.Version ?? info.Version;
        Platform = info.Platform;
        PlexToken token = client.Token ?? throw new ObjectDisposedException(nameof(PlexServerClient));
        TokenKind = token.Kind;
        Token = token.ToSecureString();
        KnownSources.Remember("server://" + MachineIdentifier, Name);
    }

    /// <summary>The address of the server; it ends in a slash.</summary>
    public Uri Uri => _client.Server;

    /// <summary>The name its owner gave the server, or else its host.</summary>
    public string Name { get; }

    /// <summary>The identifier of the server.</summary>
    public string MachineIdentifier { get; }

    /// <summary>The version of Plex Media Server, where it was given.</summary>
    public string? Version { get; }

    /// <summary>The token in use.</summary>
    public SecureString Token { get; }

    /// <summary>Whether the token is an account's or a transient one.</summary>
    public PlexTokenKind TokenKind { get; }

    /// <summary>
    /// The SHA-256 thumbprint of the one certificate that is accepted: the pinned one, or with -SkipCertificateCheck the first
    /// one seen; null where the system decides.
    /// </summary>
    public string? CertificateThumbprint => _client.CertificateThumbprint;

    /// <summary>Whether the first certificate was accepted without a check: -SkipCertificateCheck without a pinned one.</summary>
    public bool SkipsCertificateCheck => _client.Options.SkipCertificateCheck;

    /// <summary>When the session was opened, by this machine's clock.</summary>
    public DateTimeOffset ConnectedAt { get; } = DateTimeOffset.Now;

    /// <summary>The source this session was opened from, or null where it was an address.</summary>
    public string? Source { get; private init; }

    /// <summary>The connection of that source that was chosen, or null.</summary>
    public PlexConnection? Connection { get; private init; }

    /// <summary>Whether the session was not disconnected since.</summary>
    public bool IsConnected => _connected;

    /// <summary>The name of the server and its address.</summary>
    /// <returns>Such as <c>Attic (https://plex.example.org:32400/)</c>.</returns>
    public override string ToString() => $"{Name} ({Uri.AbsoluteUri})";

    /// <summary>
    /// Asks the server who it is, then checks the token with it, then trades that for a transient one where wished.
    /// </summary>
    /// <remarks>The client is the session's from here on; it is closed if a step fails.</remarks>
    internal static async Task<PlexServerSession> OpenAsync(
        PlexServerClient client,
        bool transient,
        Action<PlexAttempt>? observer,
        CancellationToken ct,
        string? source = null,
        PlexConnection? connection = null)
    {
        try
        {
            PlexServerClient observed = client.ObservedBy(observer);
            PlexIdentity identity = await observed.GetIdentityAsync(ct).ConfigureAwait(false);
            PlexServerInfo info = await observed.GetServerInfoAsync(ct).ConfigureAwait(false);
            if (transient)
                await observed.ExchangeForTransientTokenAsync(ct).ConfigureAwait(false);
            return new PlexServerSession(client, identity, info) { Source = source, Connection = connection };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The client to call the server with; what it does is told to the observer.</summary>
    internal PlexServerClient ClientFor(Action<PlexAttempt>? observer) => _client.ObservedBy(observer);

    /// <summary>A client of plex.tv with this session's token; the caller disposes of it.</summary>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.Forbidden"/>: the token is a transient one; <see cref="PlexError.NotConnected"/>: the session was
    /// disconnected.
    /// </exception>
    internal PlexAccountClient OpenAccountClient(Action<PlexAttempt>? observer) =>
        new(_client.Token ?? throw NotConnected(this), _client.Options, observer);

    internal static PlexException NotConnected(PlexServerSession? session) => new(
        PlexError.NotConnected,
        session is null
            ? "There is no session with a Plex server."
            : $"The session with '{session.Uri.AbsoluteUri}' was disconnected.",
        "Connect with Connect-PlexServer first, or give a session with -Session.");

    /// <summary>The sources that were seen through this session.</summary>
    internal KnownSources KnownSources { get; } = new();

    /// <summary>The operating system of the server, where it was given.</summary>
    internal string? Platform { get; }

    /// <summary>Whether this is the first use of the session for a transient token, for which a warning may be due.</summary>
    internal bool IsFirstTransientToken() =>
        Volatile.Read(ref _transientWarning) == 0 && Interlocked.Exchange(ref _transientWarning, 1) == 0;

    /// <summary>Ends the pending requests and drops the token. A second time does nothing.</summary>
    internal void Disconnect()
    {
        _connected = false;
        _client.Dispose();
        Token.Dispose();
    }

    void ISession.Disconnect() => Disconnect();
}
