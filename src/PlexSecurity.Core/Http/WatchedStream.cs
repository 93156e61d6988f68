#if NET
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using PlexSecurity.Security;

namespace PlexSecurity.Http;

/// <summary>A connection that tells the gate when it ends, and whether an answer to what was sent had begun.</summary>
internal sealed class WatchedStream(Socket socket, IdentityGate gate) : NetworkStream(socket, ownsSocket: true)
{
    private volatile bool _waiting;
    private int _ended;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _waiting = true;
        return base.WriteAsync(buffer, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        // A read of nothing into nothing only waits for data; one into a buffer has come to the end.
        if (count > 0)
            _waiting = false;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            gate.ConnectionEnded(answered: !_waiting);
    }
}
#endif
