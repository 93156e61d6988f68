namespace PlexSecurity.Core.Tests.Support;

/// <summary>Source connections as from a server.</summary>
internal static class SourceConnections
{
    /// <param name="machineIdentifier">The machine identifier of the source.</param>
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
