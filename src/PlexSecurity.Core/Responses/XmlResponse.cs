using System.Text;
using System.Xml;

namespace PlexSecurity.Responses;

/// <summary>Parses XML into elements. Text nodes are ignored: Plex stores all values in attributes.</summary>
internal static class XmlResponse
{
    private const int MaximumDeclarationLength = 128;

    private static readonly XmlReaderSettings Settings = new()
    {
        // Without a document type, there are no entities, so nothing is expanded or fetched.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ResponseReader.MaximumBytes,

        // A lone surrogate or a control character, as &#xD800; or &#1;, must not invalidate the response.
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static void Read(ArraySegment<byte> body, ResponseElement root)
    {
        try
        {
            using MemoryStream stream = new(body.Array!, body.Offset, body.Count, writable: false);
            using TextReader? text = IsUtf8(body) ? new StreamReader(stream, Encoding.UTF8, false) : null;
            using XmlReader reader = text is null ? XmlReader.Create(stream, Settings) : XmlReader.Create(text, Settings);
            Stack<ResponseElement> open = new([root]);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                    Open(reader, open);
                else if (reader.NodeType == XmlNodeType.EndElement)
                    open.Pop();
            }
        }
        catch (Exception fault) when (
            fault is XmlException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // The other exceptions are caused by a declared encoding that is unknown or does not match.
            throw new ResponseException(
                "the response is not well-formed XML, is truncated, or contains a document type declaration");
        }
    }

    /// <summary>
    /// Whether the body is UTF-8, as in Plex responses. It is then decoded here, because the XML reader would reject it for one
    /// invalid byte. Other encodings are declared at the start, or contain zero bytes.
    /// </summary>
    private static bool IsUtf8(ArraySegment<byte> body)
    {
        string start = Encoding.ASCII.GetString(body.Array!, body.Offset, Math.Min(body.Count, MaximumDeclarationLength));
        if (start.IndexOf('\0') >= 0)
            return false;
        int end = start.IndexOf("?>", StringComparison.Ordinal);
        return !start.StartsWith("<?xml", StringComparison.Ordinal)
            || end < 0
            || start.IndexOf("encoding", 0, end, StringComparison.Ordinal) < 0
            || start.IndexOf("utf-8", 0, end, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static void Open(XmlReader reader, Stack<ResponseElement> open)
    {
        if (open.Count > ResponseReader.MaximumDepth)
            throw new ResponseException($"the response is nested more than {ResponseReader.MaximumDepth} levels deep");

        ResponseElement element = open.Peek().Add(reader.LocalName);
        bool isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
            element.Set(reader.LocalName, reader.Value);
        if (!isEmpty)
            open.Push(element);
    }
}
