using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using PlexSecurity.Responses;

namespace PlexSecurity.Http;

/// <summary>
/// Reads a body up to the maximum size after decompression, into a pooled buffer that is cleared before it is returned.
/// </summary>
internal sealed class BodyReader : IDisposable
{
    /// <summary>The supported compression, the value of <c>Accept-Encoding</c>.</summary>
    public const string Encoding = "gzip";

    private const int InitialBufferSize = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBufferSize);
    private int _count;

    /// <summary>Reads and parses the body of a response. The token of the client is kept out of the output.</summary>
    /// <exception cref="ResponseException">The body is too large, or neither JSON nor XML.</exception>
    public static async Task<ResponseElement> ReadAsync(HttpResponseMessage response, PlexToken? known, CancellationToken ct)
    {
#if NET
        using Stream stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
#else
        // .NET Framework streams ignore the token after a read has started. Disposing the response ends the read.
        using CancellationTokenRegistration closing = ct.Register(response.Dispose);
        using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using Stream decompressed = Decompress(response.Content, stream);
        using BodyReader body = new();
        await body.ReadAsync(decompressed, ct).ConfigureAwait(false);
        return ResponseReader.Read(new(body._buffer, 0, body._count), known);
    }

    /// <summary>Decompresses the body if necessary. A handler could do this, but it would add a layer to all requests.</summary>
    private static Stream Decompress(HttpContent content, Stream stream) =>
        content.Headers.TryGetValues("Content-Encoding", out IEnumerable<string>? encodings)
        && encodings.Contains(Encoding, StringComparer.OrdinalIgnoreCase)
            ? CreateGZipStream(stream)
            : stream;

    private async Task ReadAsync(Stream stream, CancellationToken ct)
    {
        while (true)
        {
            if (_count == _buffer.Length)
                Grow();
#if NET
            int read = await stream.ReadAsync(_buffer.AsMemory(_count), ct).ConfigureAwait(false);
#else
            int read = await stream.ReadAsync(_buffer, _count, _buffer.Length - _count, ct).ConfigureAwait(false);
#endif
            if (read == 0)
                return;
            _count += read;
            if (_count > ResponseReader.MaximumBytes)
                throw new ResponseException($"the response is larger than {ResponseReader.MaximumBytes / 1024} KiB");
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);

    [SuppressMessage("Performance", "CA1859", Justification = "The assembly of GZipStream is loaded only for compressed bodies.")]
    private static Stream CreateGZipStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress);

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 4);
        Buffer.BlockCopy(_buffer, 0, larger, 0, _count);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
