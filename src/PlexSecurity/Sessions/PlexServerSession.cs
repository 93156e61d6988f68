using System.Security;
using PlexSecurity.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity;

/// <summary>
/// A session with a Plex Media Server, with a verified identity and token. It is safe to use from several threads and runspaces
/// at the same time.
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
        KnownSources.Add("server://" + MachineIdentifier, Name);
    }

    /// <summary>The address of the server. It ends with a slash.</summary>
    public Uri Uri => _client.Server;

    /// <summary>The name of the server, or its host if it has no name.</summary>
    public string Name { get; }

    /// <summary>The machine identifier of the server.</summary>
    public string MachineIdentifier { get; }

    /// <summary>The version of Plex Media Server; null if it is unknown.</summary>
    public string? Version { get; }

    /// <summary>The token in use.</summary>
    public SecureString Token { get; }

    /// <summary>Whether the token is an account token or a transient token.</summary>
    public PlexTokenKind TokenKind { get; }

    /// <summary>
    /// The SHA-256 thumbprint of the only accepted certificate: the pinned one, or with -SkipCertificateCheck the first one; null
    /// if the system validates certificates.
    /// </summary>
    public string? CertificateThumbprint => _client.CertificateThumbprint;

    /// <summary>
    /// Whether the first certificate was accepted without a check: -SkipCertificateCheck without a pinned certificate.
    /// </summary>
    public bool SkipsCertificateCheck => _client.Options.SkipCertificateCheck;

    /// <summary>The time when the session was opened, from the clock of this machine.</summary>
    public DateTimeOffset ConnectedAt { get; } = DateTimeOffset.Now;

    /// <summary>The source that the session was opened from, or null if it was opened from an address.</summary>
    public string? Source { get; private init; }

    /// <summary>The selected connection of the source, or null.</summary>
    public PlexConnection? Connection { get; private init; }

    /// <summary>Whether the session is open.</summary>
    public bool IsConnected => _connected;

    /// <summary>The name and the address of the server.</summary>
    /// <returns>Such as <c>Attic (https://plex.example.org:32400/)</c>.</returns>
    public override string ToString() => $"{Name} ({Uri.AbsoluteUri})";

    /// <summary>
    /// Gets the identity of the server, checks the token and, if requested, exchanges it for a transient token.
    /// </summary>
    /// <remarks>The session owns the client. The client is disposed if a step fails.</remarks>
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
            PlexServerClient observed = client.WithObserver(observer);
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

    /// <summary>Gets the client with an observer for its requests.</summary>
    internal PlexServerClient GetClient(Action<PlexAttempt>? observer) => _client.WithObserver(observer);

    /// <summary>Creates a plex.tv client with the token of this session. The caller disposes it.</summary>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.Forbidden"/>: the token is transient; <see cref="PlexError.NotConnected"/>: the session was
    /// disconnected.
    /// </exception>
    internal PlexAccountClient OpenAccountClient(Action<PlexAttempt>? observer) =>
        new(_client.Token ?? throw NotConnected(this), _client.Options, observer);

    internal static PlexException NotConnected(PlexServerSession? session) => new(
        PlexError.NotConnected,
        session is null
            ? "There is no session with a Plex Media Server."
            : $"The session with '{session.Uri.AbsoluteUri}' was disconnected.",
        "Connect with Connect-PlexServer first, or specify a session with -Session.");

    /// <summary>The sources that this session has listed.</summary>
    internal KnownSources KnownSources { get; } = new();

    /// <summary>The operating system of the server; null if it is unknown.</summary>
    internal string? Platform { get; }

    /// <summary>Whether this is the first transient token of the session. Then a warning may be required.</summary>
    internal bool IsFirstTransientToken() => Interlocked.Exchange(ref _transientWarning, 1) == 0;

    /// <summary>Cancels the pending requests and drops the token. Further calls have no effect.</summary>
    internal void Disconnect()
    {
        _connected = false;
        _client.Dispose();
        Token.Dispose();
    }

    void ISession.Disconnect() => Disconnect();
}
