using System.Text.Json;

namespace PlexSecurity.Answers;

/// <summary>JSON to elements. A bare array, as plex.tv gives it, becomes what its XML is: resources, each a resource.</summary>
internal static class JsonAnswer
{
    private const string RootName = "";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = AnswerReader.MaximumDepth };

    public static AnswerElement Read(ArraySegment<byte> body)
    {
        ReadOnlyMemory<byte> json = body;
        if (json.Span.StartsWith(AnswerReader.ByteOrderMark))
            json = json.Slice(AnswerReader.ByteOrderMark.Length);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            AnswerElement root = new(RootName);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
                root.Add(ReadList(document.RootElement));
            else
                Fill(root, document.RootElement);
            return root;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not valid UTF-8, or an escaped half of a surrogate pair.
            throw new AnswerException($"the answer is not valid JSON, or is cut off, or is nested more than {AnswerReader.MaximumDepth} deep");
        }
    }

    private static AnswerElement ReadList(JsonElement array)
    {
        AnswerElement list = new("resources");
        Add(list, "resource", array);
        return list;
    }

    private static void Fill(AnswerElement element, JsonElement json)
    {
        foreach (JsonProperty member in json.EnumerateObject())
            Add(element, member.Name, member.Value);
    }

    private static void Add(AnswerElement parent, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AnswerElement child = new(name);
                Fill(child, value);
                parent.Add(child);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    if (item.ValueKind == JsonValueKind.Object)
                        Add(parent, name, item);
                }

                break;
            case JsonValueKind.String:
                parent.Set(name, value.GetString()!);
                break;
            case JsonValueKind.Number:
                parent.Set(name, value.GetRawText());
                break;
            case JsonValueKind.True:
                parent.Set(name, "true");
                break;
            case JsonValueKind.False:
                parent.Set(name, "false");
                break;
        }
    }
}
