using System.Globalization;
using System.Text;
using System.Xml;

namespace PlexSecurity.Simulator;

/// <summary>Writes an element as the server's XML: members are attributes, booleans 1 and 0.</summary>
internal sealed class XmlRenderer(ResponseShape shape)
{
    public ReadOnlyMemory<byte> Render(PlexElement element)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = !shape.XmlDeclaration,
            // A test may use a name that XML does not allow.
            CheckCharacters = false,
        };
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, settings)) Write(writer, element);
        return stream.ToArray();
    }

    private void Write(XmlWriter writer, PlexElement element)
    {
        writer.WriteStartElement(element.Name);
        if (shape.UnknownMembers) writer.WriteAttributeString("unknownText", "undocumented");
        foreach ((string name, object value) in element.Members)
        {
            if (!shape.OmittedMembers.Contains(name)) writer.WriteAttributeString(name, Text(value));
        }

        if (shape.UnknownMembers)
        {
            // The known name below an unknown element is a trap: a client must not read it.
            writer.WriteRaw("""<Unknown kind="trap"><Connection uri="https://trap.example/" /></Unknown>""");
        }

        foreach (PlexElement child in element.Children)
        {
            if (!shape.OmittedMembers.Contains(child.Name)) Write(writer, child);
        }

        if (element.Name == "MediaContainer") writer.WriteFullEndElement();
        else writer.WriteEndElement();
    }

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
