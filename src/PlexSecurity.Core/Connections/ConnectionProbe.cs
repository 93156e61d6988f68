using PlexSecurity.Answers;
using PlexSecurity.Http;

namespace PlexSecurity.Connections;

/// <summary>Asks one address <c>GET /identity</c>, without a token and without what describes this client.</summary>
internal sealed class ConnectionProbe(SourceIdentifier source, string clientIdentifier, PlexClientOptions options)
{
    /// <param name="connection">The address.</param>
    /// <param name="count">How often it is asked, from 1.</param>
    /// <param name="ct">Cancels asking.</param>
    public async Task<ConnectionTestResult> AskAsync(PlexConnection connection, int count, CancellationToken ct)
    {
        List<TimeSpan> latencies = [];
        void Note(PlexAttempt attempt)
        {
            options.OnAttempt?.Invoke(attempt);
            latencies.Add(attempt.Duration);
        }

        using PlexTransport transport = new(ServerAddress.WithSlash(connection.Uri), options);
        PlexCall call = new(PlexRequest.Identity(), null, null, Note) { Withheld = options.Withheld };
        string? version = null;
        try
        {
            for (int i = 0; i < count; i++)
            {
                PlexIdentity identity = await transport.SendAsync(call, static answer => AnswerMapper.Identity(answer), ct)
                    .ConfigureAwait(false);
                version = identity.Version;
                if (source.IsServer && !string.Equals(identity.MachineIdentifier, clientIdentifier, StringComparison.OrdinalIgnoreCase))
                {
                    return new ConnectionTestResult(connection, ConnectionStatus.WrongServer, "another Plex server answers there")
                    {
                        Version = version,
                    };
                }
            }
        }
        catch (PlexException failure) when (IsProviderAnswer(connection, failure))
        {
            // A cloud provider has no /identity; that it answered over TLS that was checked is all that can be known.
        }
        catch (PlexException failure)
        {
            return new ConnectionTestResult(connection, StatusOf(failure), failure.Reason ?? failure.Message);
        }

        return new ConnectionTestResult(connection, ConnectionStatus.Reachable, "answered")
        {
            Version = version,
            Latencies = latencies,
        };
    }

    private bool IsProviderAnswer(PlexConnection connection, PlexException failure) =>
        !source.IsServer && connection.Protocol == Uri.UriSchemeHttps && failure.StatusCode is not null;

    private static ConnectionStatus StatusOf(PlexException failure) => failure.Error switch
    {
        PlexError.TlsFailed => ConnectionStatus.CertificateRejected,
        PlexError.Timeout => ConnectionStatus.TimedOut,
        PlexError.ConnectionFailed or PlexError.ServerUnavailable or PlexError.RateLimited => ConnectionStatus.Unreachable,
        _ => ConnectionStatus.NotAPlexServer,
    };
}
