using System.Text;
using System.Xml;

namespace PlexSecurity.Responses;

/// <summary>XML to elements. Text between the tags is passed over: Plex keeps every value in an attribute.</summary>
internal static class XmlResponse
{
    private const int LongestDeclaration = 128;

    private static readonly XmlReaderSettings Settings = new()
    {
        // No document type means no entities: nothing expands and nothing is fetched.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ResponseReader.MaximumBytes,

        // Half of a surrogate pair or a control character, written as &#xD800; or &#1;, does not spoil the complete response.
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
            // Others than XmlException come from an encoding that is declared but unknown or not that of the bytes.
            throw new ResponseException(
                "the response is not well-formed XML, is truncated, or contains a document type declaration");
        }
    }

    /// <summary>
    /// Whether the body is UTF-8, as Plex's are: it is then decoded here, since the XML reader would refuse it for one byte that
    /// is none. Another encoding is declared at the start, or has a zero beside each letter.
    /// </summary>
    private static bool IsUtf8(ArraySegment<byte> body)
    {
        string start = Encoding.ASCII.GetString(body.Array!, body.Offset, Math.Min(body.Count, LongestDeclaration));
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
