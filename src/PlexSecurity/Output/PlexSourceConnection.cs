using System.Security;

namespace PlexSecurity;

/// <summary>How a source is reached, as <c>Get-PlexSourceConnection</c> gives it.</summary>
public sealed class PlexSourceConnection
{
    internal PlexSourceConnection(SourceConnectionInformation source, PlexServerSession session)
    {
        Source = source.Source.Value;
        Name = source.Name ?? source.Source.Identifier;
        ClientIdentifier = source.ClientIdentifier;
        AccessToken = source.AccessToken.ToSecureString();
        TokenKind = source.AccessToken.Kind;
        Connections = Array.AsReadOnly(source.Connections.ToArray());
        Server = session.Name;
        source.Dispose();
    }

    /// <summary>The source with its prefix.</summary>
    public string Source { get; }

    /// <summary>The name of the source, or else its identifier.</summary>
    public string Name { get; }

    /// <summary>The identifier of the source.</summary>
    public string ClientIdentifier { get; }

    /// <summary>The token for the source.</summary>
    public SecureString AccessToken { get; }

    /// <summary>Whether the token is permanent or a transient one.</summary>
    public PlexTokenKind TokenKind { get; }

    /// <summary>The name of the server that told.</summary>
    public string Server { get; }

    /// <summary>When the answer arrived, in local time.</summary>
    public DateTimeOffset RetrievedAt { get; } = DateTimeOffset.Now;

    /// <summary>The addresses in the server's order; there may be none.</summary>
    // No array: every .NET array has a member Address, which would hide that of the connections in $source.Connections.Address.
    public IReadOnlyList<PlexConnection> Connections { get; }

    /// <summary>The name of the source and what it is asked for by, without the token.</summary>
    /// <returns>Such as <c>Attic (server://243b…)</c>.</returns>
    public override string ToString() => $"{Name} ({Source})";

    /// <summary>A copy of the token; null once it was disposed of.</summary>
    internal PlexToken? CopyToken()
    {
        try
        {
            return PlexToken.FromSecureString(AccessToken);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }
}
