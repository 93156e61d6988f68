using System.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity;

/// <summary>
/// A session with a plex.tv account, with a token that plex.tv has accepted. It is safe to use from several threads and runspaces
/// at the same time.
/// </summary>
public sealed class PlexAccountSession : ISession
{
    private readonly PlexClientOptions _options;
    private volatile PlexToken? _token;
    private volatile PlexAccount _user;

    internal PlexAccountSession(PlexToken token, PlexClientOptions options, PlexAccount user)
    {
        _token = token;
        _options = options;
        _user = user;
        Token = token.ToSecureString();
        ClientIdentifier = options.ClientIdentifier ?? string.Empty;
    }

    /// <summary>The name of the user.</summary>
    public string Username => _user.Username;

    /// <summary>The e-mail address of the user; null if it is unknown.</summary>
    public string? Email => _user.Email;

    /// <summary>The number of the account; null if it is unknown.</summary>
    public string? Id => _user.Id;

    /// <summary>Whether the sign-in requires a second factor; null if it is unknown.</summary>
    public bool? TwoFactorEnabled => _user.TwoFactorEnabled;

    /// <summary>Whether the account has an active subscription; null if it is unknown.</summary>
    public bool? HasSubscription => _user.HasSubscription;

    /// <summary>The token in use.</summary>
    public SecureString Token { get; }

    /// <summary>
    /// The identifier of this client at plex.tv. Another sign-in with the same identifier invalidates this token.
    /// </summary>
    public string ClientIdentifier { get; }

    /// <summary>The time when the session was opened, from the clock of this machine.</summary>
    public DateTimeOffset ConnectedAt { get; } = DateTimeOffset.Now;

    /// <summary>Whether the session is open.</summary>
    public bool IsConnected => _token is not null;

    /// <summary>The servers that this session has listed.</summary>
    internal KnownSources KnownSources { get; } = new();

    /// <summary>The name of the user.</summary>
    /// <returns>Such as <c>someone (plex.tv)</c>.</returns>
    public override string ToString() => $"{Username} (plex.tv)";

    /// <summary>Creates a plex.tv client with the token of this session. The caller disposes it.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.NotSignedIn"/>: the session was disconnected.</exception>
    internal PlexAccountClient OpenClient(Action<PlexAttempt>? observer) =>
        new(_token ?? throw NotSignedIn(this), _options, observer);

    internal static PlexException NotSignedIn(PlexAccountSession? session) => new(
        PlexError.NotSignedIn,
        session is null
            ? "No account is signed in to plex.tv."
            : $"The account session of '{session.Username}' was disconnected.",
        "Sign in with Connect-PlexAccount first, or specify an account session with -AccountSession.");

    /// <summary>Updates the user.</summary>
    internal void Update(PlexAccount user) => _user = user;

    /// <summary>Drops the token. Further calls have no effect.</summary>
    internal void Disconnect()
    {
        _token = null;
        Token.Dispose();
    }

    void ISession.Disconnect() => Disconnect();
}
