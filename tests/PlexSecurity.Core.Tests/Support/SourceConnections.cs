namespace PlexSecurity.Core.Tests.Support;

/// <summary>Sources as a server would describe them.</summary>
internal static class SourceConnections
{
    /// <param name="machineIdentifier">The identifier of the server that is the source.</param>
    /// <param name="connections">Its addresses.</param>
    public static PlexSourceConnection Of(string machineIdentifier, params PlexConnection[] connections) =>
        OfSource($"server://{machineIdentifier}", machineIdentifier, connections);

    /// <param name="source">The source with its prefix.</param>
    /// <param name="clientIdentifier">Its identifier.</param>
    /// <param name="connections">Its addresses.</param>
    public static PlexSourceConnection OfSource(string source, string clientIdentifier, params PlexConnection[] connections) =>
        new()
    {
        Source = source,
        Name = "Attic",
        ClientIdentifier = clientIdentifier,
        AccessToken = new PlexToken("t-source").ToSecureString(),
        Connections = connections,
    };
}
