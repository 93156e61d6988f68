using System.Text;

namespace PlexSecurity.Responses;

/// <summary>Parses the body of a JSON or XML response into elements.</summary>
internal static class ResponseReader
{
    /// <summary>
    /// The maximum size of a body after decompression. The responses of Plex to these requests are a few kilobytes.
    /// </summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>The maximum nesting depth. The responses of Plex have at most five levels.</summary>
    public const int MaximumDepth = 32;

    /// <summary>Parses a body. The token of the request is kept out of the output.</summary>
    public static ResponseElement Read(ArraySegment<byte> body, PlexToken? sent = null)
    {
        ReadOnlySpan<byte> start = SkipBlank(body);
        if (start.IsEmpty)
            throw new ResponseException("the response is empty");

        ResponseElement root = new(string.Empty, sent);
        if (start[0] is (byte)'{' or (byte)'[')
            JsonResponse.Read(start, root);
        else if (start[0] != (byte)'<')
            throw new ResponseException("the response is neither JSON nor XML");
        else if (IsHtml(start))
            throw NotPlex();
        else
            XmlResponse.Read(new ArraySegment<byte>(body.Array!, body.Offset + body.Count - start.Length, start.Length), root);
        return root;
    }

    public static ResponseException NotPlex() =>
        new("the response is an HTML page, possibly from a proxy, a network sign-in page or another program");

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> SkipBlank(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(ByteOrderMark))
            body = body.Slice(ByteOrderMark.Length);
        while (!body.IsEmpty && body[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            body = body.Slice(1);
        return body;
    }

    private static bool IsHtml(ReadOnlySpan<byte> body)
    {
        string start = Encoding.ASCII.GetString(body.Slice(0, Math.Min(body.Length, 16)).ToArray());
        return start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase);
    }
}
