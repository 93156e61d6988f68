using System.Text;
using System.Text.Json;

namespace PlexSecurity.Answers;

/// <summary>JSON to elements. A bare array, as plex.tv gives it, becomes what its XML is: resources, each a resource.</summary>
internal static class JsonAnswer
{
    private const string RootName = "";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = AnswerReader.MaximumDepth };

    public static AnswerElement Read(ArraySegment<byte> body)
    {
        ReadOnlySpan<byte> json = body;
        if (json.StartsWith(AnswerReader.ByteOrderMark))
            json = json.Slice(AnswerReader.ByteOrderMark.Length);
        try
        {
            Utf8JsonReader reader = new(json, Options);
            AnswerElement root = new(RootName);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
                root.Add(ReadList(ref reader));
            else
                ReadMembers(ref reader, root);

            // Fails where anything stands behind the end.
            reader.Read();
            return root;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not valid UTF-8, or an escaped half of a surrogate pair.
            throw new AnswerException($"the answer is not valid JSON, or is cut off, or is nested more than {AnswerReader.MaximumDepth} deep");
        }
    }

    private static AnswerElement ReadList(ref Utf8JsonReader reader)
    {
        AnswerElement list = new("resources");
        ReadItems(ref reader, list, "resource");
        return list;
    }

    /// <summary>From the start of an object to its end.</summary>
    private static void ReadMembers(ref Utf8JsonReader reader, AnswerElement element)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            ReadValue(ref reader, element, name);
        }
    }

    /// <summary>From the start of an array to its end; only objects count.</summary>
    private static void ReadItems(ref Utf8JsonReader reader, AnswerElement parent, string name)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadValue(ref reader, parent, name);
            else
                reader.Skip();
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, AnswerElement parent, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                AnswerElement child = new(name);
                ReadMembers(ref reader, child);
                parent.Add(child);
                break;
            case JsonTokenType.StartArray:
                ReadItems(ref reader, parent, name);
                break;
            case JsonTokenType.String:
                parent.Set(name, reader.GetString()!);
                break;
            case JsonTokenType.Number:
#if NET
                parent.Set(name, Encoding.UTF8.GetString(reader.ValueSpan));
#else
                parent.Set(name, Encoding.UTF8.GetString(reader.ValueSpan.ToArray()));
#endif
                break;
            case JsonTokenType.True:
                parent.Set(name, "true");
                break;
            case JsonTokenType.False:
                parent.Set(name, "false");
                break;
        }
    }
}
