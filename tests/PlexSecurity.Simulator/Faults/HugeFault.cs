using System.IO.Compression;

namespace PlexSecurity.Simulator;

/// <summary>An oversized body: well-formed JSON with a very long token.</summary>
internal static class HugeFault
{
    private static readonly byte[] Start = [.. """{"MediaContainer":{"size":0,"token":"transient-"""u8];
    private static readonly byte[] End = [.. "\"}}"u8];
    private static readonly byte[] Block = CreateBlock();

    public static async Task SendAsync(Exchange exchange, long bytes, bool gzip, bool declareLength)
    {
        HttpResponse response = exchange.Response;
        response.ContentType = SimulatedResponse.Json;
        if (declareLength && !gzip && bytes > 0) response.ContentLength = Math.Max(bytes, Start.Length + End.Length);
        if (!gzip)
        {
            await WriteAsync(response.Body, bytes, exchange.Ended).ConfigureAwait(false);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await using (packed.ConfigureAwait(false)) await WriteAsync(packed, bytes, exchange.Ended).ConfigureAwait(false);
    }

    private static async Task WriteAsync(Stream stream, long bytes, CancellationToken ct)
    {
        await stream.WriteAsync(Start, ct).ConfigureAwait(false);
        long left = bytes <= 0 ? long.MaxValue : bytes - Start.Length - End.Length;
        while (left > 0)
        {
            int count = (int)Math.Min(left, Block.Length);
            await stream.WriteAsync(Block.AsMemory(0, count), ct).ConfigureAwait(false);
            left -= count;
        }

        await stream.WriteAsync(End, ct).ConfigureAwait(false);
    }

    private static byte[] CreateBlock()
    {
        byte[] block = new byte[64 * 1024];
        Array.Fill(block, (byte)'a');
        return block;
    }
}
