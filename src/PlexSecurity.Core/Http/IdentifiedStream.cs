#if NET
using System.Text;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>
/// A connection that carries a token only after the machine at its other end was identified through it. A pool of connections may
/// reach several machines at one address: the old one by a connection that is still open, a new one by the next.
/// </summary>
internal sealed class IdentifiedStream(Stream inner, Uri server, IdentityGate gate, IdentityQuestion question)
    : ConnectionStream(inner)
{
    private readonly byte[] _question = Encoding.ASCII.GetBytes($"GET {server.AbsolutePath}identity HTTP/1.1\r\n");

    // The handler reads ahead on an idle connection, and while it still sends a request with content. The response to the
    // question is not for it, so that it reads only once the first request of its own is on its way.
    private readonly TaskCompletionSource _readable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isIdentified;
    private bool _isUsed;

    /// <summary>The gate has verified the identity that came through this connection.</summary>
    public void Identified() => _isIdentified = true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _isIdentified ? Inner.WriteAsync(buffer, cancellationToken) : FirstAsync(buffer, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _readable.Task.IsCompleted ? Inner.ReadAsync(buffer, cancellationToken) : ReadLaterAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
            _readable.TrySetResult();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadLaterAsync(Memory<byte> buffer, CancellationToken ct)
    {
        await _readable.Task.WaitAsync(ct).ConfigureAwait(false);
        return await Inner.ReadAsync(buffer, ct).ConfigureAwait(false);
    }

    private async ValueTask FirstAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct)
    {
        if (buffer.Span.StartsWith(_question))
        {
            _isUsed = true;
            if (ExchangeContext.Current is ExchangeContext exchange)
                exchange.Connection = this;
        }
        else if (_isUsed)
        {
            // What came through it was no good answer: nothing but the question may pass.
            throw new UnverifiedConnectionException();
        }
        else if (!gate.MayPassUnasked)
        {
            await question.AskAsync(Inner, ct).ConfigureAwait(false);
            _isIdentified = true;
        }

        await Inner.WriteAsync(buffer, ct).ConfigureAwait(false);
        _readable.TrySetResult();
    }
}
#endif
