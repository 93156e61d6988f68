using System.Text.Json;

namespace PlexSecurity.Responses;

/// <summary>
/// Parses JSON into elements. A top-level array, as returned by plex.tv, becomes the same elements as its XML form.
/// </summary>
internal static class JsonResponse
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ResponseReader.MaximumDepth };

    public static void Read(ReadOnlySpan<byte> json, ResponseElement root)
    {
        try
        {
            Utf8JsonReader reader = new(json, Options);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
                ReadItems(ref reader, root.Add("resources"), "resource");
            else
                ReadMembers(ref reader, root);

            // Fails if there is data after the end.
            reader.Read();
        }
        catch (JsonException)
        {
            throw new ResponseException(
                "the response is not valid JSON, is truncated, or is nested more than "
                + $"{ResponseReader.MaximumDepth} levels deep");
        }
    }

    /// <summary>Reads an object, from its start to its end.</summary>
    private static void ReadMembers(ref Utf8JsonReader reader, ResponseElement element)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonText.Read(ref reader);
            reader.Read();
            ReadValue(ref reader, element, name);
        }
    }

    /// <summary>Reads an array, from its start to its end. Only objects are kept.</summary>
    private static void ReadItems(ref Utf8JsonReader reader, ResponseElement parent, string name)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadValue(ref reader, parent, name);
            else
                reader.Skip();
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, ResponseElement parent, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadMembers(ref reader, parent.Add(name));
                break;
            case JsonTokenType.StartArray:
                ReadItems(ref reader, parent, name);
                break;
            case JsonTokenType.String or JsonTokenType.Number:
                parent.Set(name, JsonText.Read(ref reader));
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
