using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace PlexSecurity.Simulator;

/// <summary>The two forms of what plex.tv's /api/v2 says: JSON where just that is accepted, else XML.</summary>
internal static class AccountAnswer
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

    public static Answer Of(string accept, int status, string name, JsonNode value) => accept == Answer.Json
        ? Answer.Text(status, Answer.Json, value.ToJsonString())
        : Answer.Text(status, Answer.Xml, Declaration + Element(name, value).ToString(SaveOptions.DisableFormatting));

    // Simple values are attributes, objects and arrays elements; what is null is left out.
    private static XElement Element(string name, JsonNode value)
    {
        if (value is JsonArray array) return new XElement(name, array.Select(item => Element(name.TrimEnd('s'), item!)));
        var element = new XElement(name);
        foreach ((string member, JsonNode? node) in value.AsObject())
        {
            // <errors><error/></errors>, not one more element around it.
            if (node is JsonArray inner && member == name) element.Add(Element(member, inner).Elements());
            else if (node is JsonArray or JsonObject) element.Add(Element(member, node));
            else if (node is not null) element.SetAttributeValue(member, Text(node.AsValue()));
        }

        return element;
    }

    private static string Text(JsonValue value) =>
        value.TryGetValue(out bool flag) ? (flag ? "1" : "0") : Clean(value.ToString());

    // A name of a device may hold what no XML can.
    private static string Clean(string text) => string.Concat(
        text.EnumerateRunes().Where(rune => rune.Value is >= ' ' and not (0xFFFE or 0xFFFF)));
}
