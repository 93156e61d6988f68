using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PlexSecurity.Simulator;

/// <summary>Writes an element as JSON in the given shape.</summary>
internal sealed class JsonRenderer(ResponseShape shape)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the element as the only member of an object, like the server.</summary>
    public ReadOnlyMemory<byte> RenderNamed(PlexElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writer.WritePropertyName(element.Name);
        WriteObject(writer, element);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private void WriteArray(Utf8JsonWriter writer, IEnumerable<PlexElement> elements)
    {
        writer.WriteStartArray();
        foreach (PlexElement element in elements) WriteObject(writer, element);
        writer.WriteEndArray();
    }

    private void WriteObject(Utf8JsonWriter writer, PlexElement element)
    {
        writer.WriteStartObject();
        if (shape.UnknownMembers) WriteUnknown(writer);
        foreach ((string name, object value) in element.Members)
        {
            if (!shape.OmittedMembers.Contains(name)) WriteMember(writer, name, value);
        }

        foreach (IGrouping<string, PlexElement> group in element.Children.GroupBy(child => child.Name))
        {
            if (!shape.OmittedMembers.Contains(group.Key)) WriteChildren(writer, group.Key, [.. group]);
        }

        if (element.Name == "Device" && element.Children.Count == 0 && shape.EmptyConnectionsAsArray)
        {
            WriteChildren(writer, "Connection", []);
        }

        writer.WriteEndObject();
    }

    private void WriteChildren(Utf8JsonWriter writer, string name, IReadOnlyList<PlexElement> children)
    {
        writer.WritePropertyName(name == "Connection" ? shape.ConnectionMember : name);
        bool asObject = children.Count == 1 && name switch
        {
            "Device" => !shape.DeviceAsArray,
            "Connection" => shape.ConnectionAsObject,
            _ => false,
        };
        if (asObject) WriteObject(writer, children[0]);
        else WriteArray(writer, children);
    }

    private void WriteMember(Utf8JsonWriter writer, string name, object value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case bool flag when shape.Booleans == BooleanForm.TrueFalse: writer.WriteBooleanValue(flag); break;
            case bool flag when shape.Booleans == BooleanForm.Number: writer.WriteNumberValue(flag ? 1 : 0); break;
            case bool flag: writer.WriteStringValue(flag ? "1" : "0"); break;
            case int port when name == "port" && shape.PortsAsText:
                writer.WriteStringValue(port.ToString(CultureInfo.InvariantCulture));
                break;
            case int number: writer.WriteNumberValue(number); break;
            default: writer.WriteStringValue((string)value); break;
        }
    }

    private static void WriteUnknown(Utf8JsonWriter writer)
    {
        writer.WriteString("unknownText", "undocumented");
        writer.WriteNumber("unknownNumber", -1.5e3);
        writer.WriteNull("unknownNull");
        // The known names below an unknown member are a trap: a client must not read them.
        writer.WritePropertyName("unknownTree");
        writer.WriteRawValue("""{"token":"not-the-token","Device":[{"Connection":[{"uri":"https://trap.example/"}]}]}""");
    }
}
