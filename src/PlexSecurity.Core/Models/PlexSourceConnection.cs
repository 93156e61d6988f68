using System.Security;

namespace PlexSecurity;

/// <summary>The addresses and the token of a source, from <c>GET /security/resources</c>.</summary>
public sealed class PlexSourceConnection
{
    internal PlexSourceConnection()
    {
    }

    /// <summary>The source with its prefix.</summary>
    public string Source { get; internal init; } = string.Empty;

    /// <summary>The name of the source, or its identifier if it has no name.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>The identifier of the source. For a server, it is the <c>machineIdentifier</c> of its <c>/identity</c>.</summary>
    public string ClientIdentifier { get; internal init; } = string.Empty;

    /// <summary>The token for the source.</summary>
    public SecureString AccessToken { get; internal init; } = new();

    /// <summary>Whether the token is an account token or a transient token.</summary>
    public PlexTokenKind TokenKind { get; internal init; }

    /// <summary>Whether the account owns the source; null if it is unknown.</summary>
    public bool? Owned { get; internal init; }

    /// <summary>The name of the owner who shares the source; null if it is unknown.</summary>
    public string? Owner { get; internal init; }

    /// <summary>The name of the server that returned the connection information.</summary>
    public string Server { get; internal init; } = string.Empty;

    /// <summary>The time of the response, in local time.</summary>
    public DateTimeOffset RetrievedAt { get; internal init; }

    /// <summary>The addresses in the order of the response, at most 64. The list may be empty.</summary>
    // Not an array: arrays have a member Address, which would hide the member of the connections in $source.Connections.Address.
    public IReadOnlyList<PlexConnection> Connections { get; internal init; } = [];

    /// <summary>The omitted connections, with their reasons.</summary>
    public IReadOnlyList<string> IgnoredConnections { get; internal init; } = [];

    /// <summary>
    /// The reason why a saved copy cannot be used. The cmdlets report it instead of parameter binding: the target of a PowerShell
    /// binding error is the whole input, including its token.
    /// </summary>
    internal PlexException? Fault { get; init; }

    /// <summary>The name and the source, without the token.</summary>
    /// <returns>Such as <c>Attic (server://243b…)</c>.</returns>
    public override string ToString() => Fault is null ? $"{Name} ({Source})" : "damaged source connection";
}
