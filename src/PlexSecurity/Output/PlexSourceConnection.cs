using System.Security;

namespace PlexSecurity;

/// <summary>How a source is reached, as <c>Get-PlexSourceConnection</c> gives it.</summary>
public sealed class PlexSourceConnection
{
    internal PlexSourceConnection(SourceConnectionInformation source, PlexServerSession session)
        : this(source, session.Name, DateTimeOffset.Now)
    {
    }

    internal PlexSourceConnection(SourceConnectionInformation source, string server, DateTimeOffset retrievedAt)
    {
        Source = source.Source.Value;
        Name = source.Name ?? source.Source.Identifier;
        ClientIdentifier = source.ClientIdentifier;
        AccessToken = source.AccessToken.ToSecureString();
        TokenKind = source.AccessToken.Kind;
        Connections = Array.AsReadOnly(source.Connections.ToArray());
        Server = server;
        RetrievedAt = retrievedAt;
        source.Dispose();
    }

    /// <summary>A saved copy that is damaged.</summary>
    internal PlexSourceConnection(PlexException fault)
    {
        Fault = fault;
        Source = Name = ClientIdentifier = Server = string.Empty;
        AccessToken = new SecureString();
        Connections = [];
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
    public DateTimeOffset RetrievedAt { get; }

    /// <summary>The addresses in the server's order; there may be none.</summary>
    // No array: every .NET array has a member Address, which would hide that of the connections in $source.Connections.Address.
    public IReadOnlyList<PlexConnection> Connections { get; }

    /// <summary>
    /// Why a saved copy cannot be used. The cmdlet says so, not the binding of its parameter: PowerShell's own errors have the
    /// whole input as their target, with its token.
    /// </summary>
    internal PlexException? Fault { get; }

    /// <summary>The name of the source and what it is asked for by, without the token.</summary>
    /// <returns>Such as <c>Attic (server://243b…)</c>.</returns>
    public override string ToString() => Fault is null ? $"{Name} ({Source})" : "damaged copy";

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
