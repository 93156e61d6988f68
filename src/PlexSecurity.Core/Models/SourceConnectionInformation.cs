namespace PlexSecurity;

/// <summary>How a source that the server knows is reached: the answer of <c>GET /security/resources</c>.</summary>
public sealed class SourceConnectionInformation : IDisposable
{
    internal SourceConnectionInformation(
        SourceIdentifier source,
        string? name,
        string clientIdentifier,
        PlexToken accessToken,
        IReadOnlyList<PlexConnection> connections,
        IReadOnlyList<string> ignoredConnections)
    {
        Source = source;
        Name = name;
        ClientIdentifier = clientIdentifier;
        AccessToken = accessToken;
        Connections = connections;
        IgnoredConnections = ignoredConnections;
    }

    /// <summary>The source that was asked for.</summary>
    public SourceIdentifier Source { get; }

    /// <summary>The name of the source, where it was given.</summary>
    public string? Name { get; }

    /// <summary>The identifier of the source, which for a server is the <c>machineIdentifier</c> of its <c>/identity</c>.</summary>
    public string ClientIdentifier { get; }

    /// <summary>The token for the source; it may be a transient or a permanent one.</summary>
    public PlexToken AccessToken { get; }

    /// <summary>The addresses in the server's order, at most 64; there may be none.</summary>
    public IReadOnlyList<PlexConnection> Connections { get; }

    /// <summary>
    /// What was left out of <see cref="Connections"/>, and why: what could not be used, and how many were too many.
    /// </summary>
    public IReadOnlyList<string> IgnoredConnections { get; }

    /// <summary>Overwrites the token.</summary>
    public void Dispose() => AccessToken.Dispose();
}
