namespace PlexSecurity;

/// <summary>A temporary token: the answer of <c>POST /security/token</c>.</summary>
public sealed class TransientToken : IDisposable
{
    /// <summary>The longest that Plex documents a transient token to be valid.</summary>
    public static readonly TimeSpan MaximumLifetime = TimeSpan.FromHours(48);

    private readonly Clock _clock;

    internal TransientToken(PlexToken token, PlexTokenType type, PlexTokenScope scope, Clock clock)
    {
        Token = token;
        Type = type;
        Scope = scope;
        _clock = clock;
        IssuedAt = clock.UtcNow;
    }

    /// <summary>The token, with the rights of the token it was asked with.</summary>
    public PlexToken Token { get; }

    /// <summary>The type it was asked for with.</summary>
    public PlexTokenType Type { get; }

    /// <summary>The scope it was asked for with.</summary>
    public PlexTokenScope Scope { get; }

    /// <summary>When the answer arrived, by this machine's clock.</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>An upper bound: 48 hours after <see cref="IssuedAt"/>. A restart of the server ends the token sooner.</summary>
    public DateTimeOffset ExpiresAt => IssuedAt + MaximumLifetime;

    /// <summary>Whether <see cref="ExpiresAt"/> has passed. False does not promise that the server still knows the token.</summary>
    public bool IsExpired => _clock.UtcNow >= ExpiresAt;

    /// <summary>Overwrites the token.</summary>
    public void Dispose() => Token.Dispose();
}
