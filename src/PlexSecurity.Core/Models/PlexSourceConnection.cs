using System.Security;

namespace PlexSecurity;

/// <summary>How a source is reached: the response of <c>GET /security/resources</c>.</summary>
public sealed class PlexSourceConnection
{
    internal PlexSourceConnection()
    {
    }

    /// <summary>The source with its prefix.</summary>
    public string Source { get; internal init; } = string.Empty;

    /// <summary>The name of the source; its identifier where it has none.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>The identifier of the source, for a server the <c>machineIdentifier</c> of its <c>/identity</c>.</summary>
    public string ClientIdentifier { get; internal init; } = string.Empty;

    /// <summary>The token for the source.</summary>
    public SecureString AccessToken { get; internal init; } = new();

    /// <summary>Whether the token is a permanent or a transient one.</summary>
    public PlexTokenKind TokenKind { get; internal init; }

    /// <summary>Whether the account owns the source; null where that is not known.</summary>
    public bool? Owned { get; internal init; }

    /// <summary>The name of the owner who shares the source, where it was given.</summary>
    public string? Owner { get; internal init; }

    /// <summary>The name of the server that was asked.</summary>
    public string Server { get; internal init; } = string.Empty;

    /// <summary>The time of the response, in local time.</summary>
    public DateTimeOffset RetrievedAt { get; internal init; }

    /// <summary>The addresses in the server's order, at most 64; there may be none.</summary>
    // No array: every .NET array has a member Address, which would hide that of the connections in $source.Connections.Address.
    public IReadOnlyList<PlexConnection> Connections { get; internal init; } = [];

    /// <summary>The connections that were left out, each with the reason.</summary>
    public IReadOnlyList<string> IgnoredConnections { get; internal init; } = [];

    /// <summary>
    /// Why a saved copy cannot be used. The cmdlet says so, and not the binding of its parameter: PowerShell's own errors have
    /// the whole input as their target, with its token.
    /// </summary>
    internal PlexException? Fault { get; init; }

    /// <summary>Name and source, without the token.</summary>
    /// <returns>Such as <c>Attic (server://243b…)</c>.</returns>
    public override string ToString() => Fault is null ? $"{Name} ({Source})" : "damaged source connection";
}
