#if NET
using System.Text;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// A connection that carries a token only after the server at its other end was verified through it. A connection pool may reach
/// several machines at one address: an old machine through an open connection, a new one through the next connection.
/// </summary>
internal sealed class VerifiedStream(Stream inner, Uri server, IdentityGate gate, ConnectionVerifier verifier)
    : ConnectionStream(inner)
{
    private readonly byte[] _identityRequest = Encoding.ASCII.GetBytes($"GET {server.AbsolutePath}identity HTTP/1.1\r\n");

    // The handler reads ahead on an idle connection, and while it sends a request with content. To keep it from reading the
    // response to the identity request, reads wait until its own first request is written.
    private readonly TaskCompletionSource _readable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isVerified;
    private bool _isUsed;

    /// <summary>Records that the gate has verified the identity from this connection.</summary>
    public void MarkVerified() => _isVerified = true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _isVerified ? Inner.WriteAsync(buffer, cancellationToken) : WriteUnverifiedAsync(buffer, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _readable.Task.IsCompleted ? Inner.ReadAsync(buffer, cancellationToken) : ReadWhenReadyAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
            _readable.TrySetResult();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadWhenReadyAsync(Memory<byte> buffer, CancellationToken ct)
    {
        await _readable.Task.WaitAsync(ct).ConfigureAwait(false);
        return await Inner.ReadAsync(buffer, ct).ConfigureAwait(false);
    }

    private async ValueTask WriteUnverifiedAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct)
    {
        if (buffer.Span.StartsWith(_identityRequest))
        {
            _isUsed = true;
            if (ExchangeContext.Current is ExchangeContext exchange)
                exchange.Connection = this;
        }
        else if (_isUsed)
        {
            // The response through this connection was not valid. Only another identity request may be sent.
            throw new UnverifiedConnectionException();
        }
        else if (!gate.CanSkipConnectionCheck)
        {
            await verifier.VerifyAsync(Inner, ct).ConfigureAwait(false);
            _isVerified = true;
        }

        await Inner.WriteAsync(buffer, ct).ConfigureAwait(false);
        _readable.TrySetResult();
    }
}
#endif
