using System.Security;

namespace PlexSecurity;

/// <summary>A temporary token as <c>Get-PlexTransientToken</c> gives it.</summary>
public sealed class PlexTransientToken
{
    private readonly TransientToken _source;

    internal PlexTransientToken(TransientToken source, PlexServerSession session)
    {
        _source = source;
        Token = source.Token.ToSecureString();
        Server = session.Name;
        Uri = session.Uri;
        MachineIdentifier = session.MachineIdentifier;
        CertificateThumbprint = session.CertificateThumbprint;
    }

    /// <summary>The token.</summary>
    public SecureString Token { get; }

    /// <summary>The type it was asked for with.</summary>
    public PlexTokenType Type => _source.Type;

    /// <summary>The scope it was asked for with.</summary>
    public PlexTokenScope Scope => _source.Scope;

    /// <summary>The name of the server that issued it.</summary>
    public string Server { get; }

    /// <summary>The address of the server that issued it.</summary>
    public Uri Uri { get; }

    /// <summary>The identifier of the server that issued it.</summary>
    public string MachineIdentifier { get; }

    /// <summary>The thumbprint of the one certificate that the session accepts; null where the system decides.</summary>
    public string? CertificateThumbprint { get; }

    /// <summary>When the answer arrived, in local time.</summary>
    public DateTimeOffset IssuedAt => _source.IssuedAt.ToLocalTime();

    /// <summary>An upper bound, 48 hours after <see cref="IssuedAt"/>: a restart of the server ends the token sooner.</summary>
    public DateTimeOffset ExpiresAt => _source.ExpiresAt.ToLocalTime();

    /// <summary>Whether <see cref="ExpiresAt"/> has passed. False does not promise that the server still knows the token.</summary>
    public bool IsExpired => _source.IsExpired;

    /// <summary>The server and the latest end of the token, without the token.</summary>
    /// <returns>Such as <c>Transient token for Attic, valid until 2026-03-04 12:00 at most</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"Transient token for {Server}, valid until {ExpiresAt:yyyy-MM-dd HH:mm} at most");
}
