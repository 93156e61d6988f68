using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace PlexSecurity.Simulator;

/// <summary>Keeps the socket transport of a connection, which TLS hides from the request.</summary>
internal static class SocketTransport
{
    private static readonly object Key = new();

    public static ConnectionDelegate Remember(ConnectionDelegate next) => connection =>
    {
        connection.Items[Key] = connection.Transport;
        return next(connection);
    };

    public static IDuplexPipe Of(IFeatureCollection features) =>
        (IDuplexPipe)features.GetRequiredFeature<IConnectionItemsFeature>().Items[Key]!;
}
