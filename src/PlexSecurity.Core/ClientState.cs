using PlexSecurity.Http;

namespace PlexSecurity;

/// <summary>What all views of one client share.</summary>
internal sealed class ClientState(PlexTransport transport, IdentityGate gate, PlexToken token, PlexClientOptions options) : IDisposable
{
    private readonly object _one = new();
    private volatile PlexToken _token = token;
    private bool _disposed;

    public PlexTransport Transport { get; } = transport;

    public IdentityGate Gate { get; } = gate;

    public PlexClientOptions Options { get; } = options;

    public Clock Clock { get; } = options.Clock;

    public PlexToken Token => _token;

    /// <summary>A copy for one call: meanwhile the token may be traded for another, or overwritten.</summary>
    public PlexToken? CopyToken()
    {
        lock (_one)
            return _disposed ? null : _token.Copy();
    }

    public void Replace(PlexToken token)
    {
        lock (_one)
        {
            _token.Dispose();
            _token = token;
            if (_disposed)
                token.Dispose();
        }
    }

    public void Dispose()
    {
        Transport.Dispose();
        lock (_one)
        {
            _disposed = true;
            _token.Dispose();
        }
    }
}
