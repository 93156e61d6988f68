#if NET
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace PlexSecurity.Http;

/// <summary>A connection that reports its end once, as soon as it shows, and whether a response to the last request had begun.</summary>
/// <param name="socket">The connection.</param>
/// <param name="ended">Told of the end, and whether all that was sent had been answered.</param>
internal sealed class WatchedStream(Socket socket, Action<WatchedStream, bool> ended) : NetworkStream(socket, ownsSocket: true)
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
        int count;
        try
        {
            count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            End();
            throw;
        }

        // A read into no buffer only waits for data; while nothing was asked, data and the end alike make the connection useless.
        if (count == 0 && (buffer.Length > 0 || !_waiting))
            End();
        else if (count > 0)
            _waiting = false;
        return count;
    }

    /// <summary>Reports the end where the other side has closed and nobody has read that yet.</summary>
    public void CheckEnd()
    {
        try
        {
            if (Socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && Socket.Available == 0)
                End();
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            End();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        End();
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            ended(this, !_waiting);
    }
}
#endif
