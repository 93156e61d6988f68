using System.Xml;

namespace PlexSecurity.Answers;

/// <summary>XML to elements. Text between the tags is passed over: Plex keeps every value in an attribute.</summary>
internal static class XmlAnswer
{
    private static readonly XmlReaderSettings Settings = new()
    {
        // No document type means no entities: nothing expands and nothing is fetched.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Http.BodyReader.MaximumBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static AnswerElement Read(ArraySegment<byte> body)
    {
        try
        {
            using MemoryStream stream = new(body.Array!, body.Offset, body.Count, writable: false);
            using XmlReader reader = XmlReader.Create(stream, Settings);
            AnswerElement root = new(string.Empty);
            Stack<AnswerElement> open = new([root]);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                    Open(reader, open);
                else if (reader.NodeType == XmlNodeType.EndElement)
                    open.Pop();
            }

            return root;
        }
        catch (Exception fault) when (fault is XmlException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Others than XmlException come from an encoding that is declared but unknown or not that of the bytes.
            throw new AnswerException("the answer is not well-formed XML, or is cut off, or has a document type");
        }
    }

    private static void Open(XmlReader reader, Stack<AnswerElement> open)
    {
        if (open.Count > AnswerReader.MaximumDepth)
            throw new AnswerException($"the answer is nested more than {AnswerReader.MaximumDepth} deep");

        AnswerElement element = new(reader.LocalName);
        open.Peek().Add(element);
        bool isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
            element.Set(reader.LocalName, reader.Value);
        if (!isEmpty)
            open.Push(element);
    }
}
