using System.Security;
using PlexSecurity.Sessions;

namespace PlexSecurity;

/// <summary>
/// A plex.tv account that is signed in, with a token that plex.tv has accepted. It may be used from many threads and runspaces
/// at once, and shows its token to nobody.
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

    /// <summary>The e-mail address of the user, where plex.tv gave it.</summary>
    public string? Email => _user.Email;

    /// <summary>The number of the account, where plex.tv gave it.</summary>
    public string? Id => _user.Id;

    /// <summary>Whether signing in needs a second factor; null where that is not known.</summary>
    public bool? TwoFactorEnabled => _user.TwoFactorEnabled;

    /// <summary>Whether the account has an active subscription; null where that is not known.</summary>
    public bool? HasSubscription => _user.HasSubscription;

    /// <summary>The token in use.</summary>
    public SecureString Token { get; }

    /// <summary>What names this client to plex.tv. Another sign-in with the same identifier ends this token.</summary>
    public string ClientIdentifier { get; }

    /// <summary>When the session was opened, by this machine's clock.</summary>
    public DateTimeOffset ConnectedAt { get; } = DateTimeOffset.Now;

    /// <summary>Whether the session was not ended since.</summary>
    public bool IsConnected => _token is not null;

    /// <summary>The servers that were seen through this session.</summary>
    internal KnownSources KnownSources { get; } = new();

    /// <summary>The name of the user.</summary>
    /// <returns>Such as <c>someone (plex.tv)</c>.</returns>
    public override string ToString() => $"{Username} (plex.tv)";

    /// <summary>A client of plex.tv with this session's token; the caller disposes of it.</summary>
    /// <exception cref="PlexException"><see cref="PlexError.NotSignedIn"/>: the session was ended.</exception>
    internal PlexAccountClient OpenClient(Action<PlexAttempt>? observer) =>
        new(_token ?? throw NotSignedIn(this), _options, observer);

    internal static PlexException NotSignedIn(PlexAccountSession? session) => new(
        PlexError.NotSignedIn,
        session is null
            ? "No account is signed in to plex.tv."
            : $"The account session of '{session.Username}' was disconnected.",
        "Sign in with Connect-PlexAccount first, or specify an account session with -AccountSession.");

    /// <summary>Takes what plex.tv said of the user.</summary>
    internal void Update(PlexAccount user) => _user = user;

    /// <summary>Drops the token. A second time does nothing.</summary>
    internal void Disconnect()
    {
        _token = null;
        Token.Dispose();
    }

    void ISession.Disconnect() => Disconnect();
}
