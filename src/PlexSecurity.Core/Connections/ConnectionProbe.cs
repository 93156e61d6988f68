using PlexSecurity.Http;
using PlexSecurity.Responses;

namespace PlexSecurity.Connections;

/// <summary>
/// Tests one address of a source with <c>GET /identity</c>, without client headers. The token of the source is never sent, and is
/// kept out of messages.
/// </summary>
internal sealed class ConnectionProbe(
    PlexSourceConnection source,
    PlexToken? token,
    TransportOptions options,
    Action<PlexAttempt>? observer)
{
    private readonly bool _isServer = SourceIdentifier.Parse(source.Source).IsServer;

    public async Task<PlexConnectionTest> TestAsync(PlexConnection connection, int count, CancellationToken ct)
    {
        List<TimeSpan> latencies = [];
        void Observe(PlexAttempt attempt)
        {
            observer?.Invoke(attempt);
            latencies.Add(attempt.Duration);
        }

        using PlexTransport transport = new(ServerAddress.WithSlash(connection.Uri), token, options);
        string? version = null;
        try
        {
            for (int i = 0; i < count; i++)
            {
                if (await IdentifyAsync(transport, connection, Observe, ct).ConfigureAwait(false) is not PlexIdentity identity)
                    continue;
                version = identity.Version;
                if (_isServer && !IsSource(identity))
                    return Result(connection, ConnectionStatus.WrongServer, "another Plex server has this address", version, []);
            }
        }
        catch (PlexException failure)
        {
            return Result(connection, StatusOf(failure), failure.Reason ?? failure.Message, null, []);
        }

        return Result(connection, ConnectionStatus.Reachable, "responded", version, latencies, transport.CertificateThumbprint);
    }

    /// <summary>
    /// Gets the identity, or null for a cloud provider, which has none: only a response over TLS with a checked certificate can
    /// be verified.
    /// </summary>
    private async Task<PlexIdentity?> IdentifyAsync(
        PlexTransport transport,
        PlexConnection connection,
        Action<PlexAttempt> observe,
        CancellationToken ct)
    {
        try
        {
            PlexResponse response = await transport.SendAsync(PlexRequest.Identity(), observe, ct).ConfigureAwait(false);
            return response.Map(ResponseMapper.Identity);
        }
        catch (PlexException failure) when (IsProviderResponse(connection, failure))
        {
            return null;
        }
    }

    private bool IsSource(PlexIdentity identity) =>
        string.Equals(identity.MachineIdentifier, source.ClientIdentifier, StringComparison.OrdinalIgnoreCase);

    private bool IsProviderResponse(PlexConnection connection, PlexException failure) =>
        !_isServer && connection.Protocol == Uri.UriSchemeHttps && failure.StatusCode is not null;

    private PlexConnectionTest Result(
        PlexConnection connection,
        ConnectionStatus status,
        string message,
        string? version,
        IReadOnlyList<TimeSpan> latencies,
        string? thumbprint = null) =>
        new(source, connection, status, message) { Version = version, Latencies = latencies, CertificateThumbprint = thumbprint };

    private static ConnectionStatus StatusOf(PlexException failure) => failure.Error switch
    {
        PlexError.TlsFailed => ConnectionStatus.CertificateRejected,
        PlexError.Timeout => ConnectionStatus.TimedOut,
        PlexError.UnencryptedConnection => ConnectionStatus.NotSecure,
        PlexError.ConnectionFailed or PlexError.ServerUnavailable or PlexError.RateLimited => ConnectionStatus.Unreachable,
        _ => ConnectionStatus.NotAPlexServer,
    };
}
