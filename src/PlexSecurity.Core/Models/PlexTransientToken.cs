using System.Security;

namespace PlexSecurity;

/// <summary>A temporary token, from <c>POST /security/token</c>.</summary>
public sealed class PlexTransientToken
{
    /// <summary>The documented maximum lifetime of a transient token.</summary>
    public static readonly TimeSpan MaximumLifetime = TimeSpan.FromHours(48);

    private readonly Func<DateTimeOffset> _now;

    internal PlexTransientToken(SecureString token, Func<DateTimeOffset> now)
    {
        Token = token;
        _now = now;
        IssuedAt = now().ToLocalTime();
    }

    /// <summary>The token. It has the rights of the token that it was created with.</summary>
    public SecureString Token { get; }

    /// <summary>The type.</summary>
    public PlexTokenType Type { get; internal init; }

    /// <summary>The scope.</summary>
    public PlexTokenScope Scope { get; internal init; }

    /// <summary>The name of the server that issued the token, or its host if the name is unknown.</summary>
    public required string Server { get; init; }

    /// <summary>The address of the server that issued the token.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The machine identifier of the server that issued the token.</summary>
    public required string MachineIdentifier { get; init; }

    /// <summary>
    /// The SHA-256 thumbprint of the only certificate of the server that is accepted, either pinned or first seen; null if the
    /// system validates certificates.
    /// </summary>
    public string? CertificateThumbprint { get; internal init; }

    /// <summary>The time of the response, in local time.</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>
    /// The latest expiration time, 48 hours after <see cref="IssuedAt"/>. The token expires earlier if the server restarts.
    /// </summary>
    public DateTimeOffset ExpiresAt => IssuedAt + MaximumLifetime;

    /// <summary>Whether <see cref="ExpiresAt"/> has passed. If false, the server may still reject the token.</summary>
    public bool IsExpired => _now() >= ExpiresAt;

    /// <summary>The server and the latest expiration time, without the token.</summary>
    /// <returns>Such as <c>Transient token for Attic, valid until 2026-03-04 12:00 at most</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"Transient token for {Server}, valid until {ExpiresAt:yyyy-MM-dd HH:mm} at most");
}
