using System.Security;

namespace PlexSecurity;

/// <summary>A temporary token: the response of <c>POST /security/token</c>.</summary>
public sealed class PlexTransientToken
{
    /// <summary>The longest lifetime of a transient token that Plex documents.</summary>
    public static readonly TimeSpan MaximumLifetime = TimeSpan.FromHours(48);

    private readonly Func<DateTimeOffset> _now;

    internal PlexTransientToken(SecureString token, Func<DateTimeOffset> now)
    {
        Token = token;
        _now = now;
        IssuedAt = now().ToLocalTime();
    }

    /// <summary>The token, with the rights of the token that it was made from.</summary>
    public SecureString Token { get; }

    /// <summary>The type.</summary>
    public PlexTokenType Type { get; internal init; }

    /// <summary>The scope.</summary>
    public PlexTokenScope Scope { get; internal init; }

    /// <summary>The name of the server that issued it; the host where the name is not known.</summary>
    public required string Server { get; init; }

    /// <summary>The address of the server that issued it.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The identifier of the server that issued it.</summary>
    public required string MachineIdentifier { get; init; }

    /// <summary>
    /// The SHA-256 thumbprint of the one certificate of the server that is accepted, pinned or first seen; null where the system
    /// decides.
    /// </summary>
    public string? CertificateThumbprint { get; internal init; }

    /// <summary>The time of the response, in local time.</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>An upper bound, 48 hours after <see cref="IssuedAt"/>: a restart of the server ends the token sooner.</summary>
    public DateTimeOffset ExpiresAt => IssuedAt + MaximumLifetime;

    /// <summary>
    /// Whether <see cref="ExpiresAt"/> has passed. False does not promise that the server still accepts the token.
    /// </summary>
    public bool IsExpired => _now() >= ExpiresAt;

    /// <summary>Server and latest expiration, without the token.</summary>
    /// <returns>Such as <c>Transient token for Attic, valid until 2026-03-04 12:00 at most</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"Transient token for {Server}, valid until {ExpiresAt:yyyy-MM-dd HH:mm} at most");
}
