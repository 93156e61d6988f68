using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace PlexSecurity.Simulator;

/// <summary>A response of plex.tv's /api/v2: JSON if Accept is exactly application/json, otherwise XML.</summary>
internal static class AccountResponse
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

    public static SimulatedResponse Of(string accept, int status, string name, JsonNode value) => accept == SimulatedResponse.Json
        ? SimulatedResponse.Text(status, SimulatedResponse.Json, value.ToJsonString())
        : SimulatedResponse.Text(
            status, SimulatedResponse.Xml, Declaration + Element(name, value).ToString(SaveOptions.DisableFormatting));

    // Simple values become attributes, objects and arrays become elements; null values are left out.
    private static XElement Element(string name, JsonNode value)
    {
        if (value is JsonArray array) return new XElement(name, array.Select(item => Element(name.TrimEnd('s'), item!)));
        var element = new XElement(name);
        foreach ((string member, JsonNode? node) in value.AsObject())
        {
            // <errors><error/></errors>, without a second errors element around it.
            if (node is JsonArray inner && member == name) element.Add(Element(member, inner).Elements());
            else if (node is JsonArray or JsonObject) element.Add(Element(member, node));
            else if (node is not null) element.SetAttributeValue(member, Text(node.AsValue()));
        }

        return element;
    }

    private static string Text(JsonValue value) =>
        value.TryGetValue(out bool flag) ? (flag ? "1" : "0") : Clean(value.ToString());

    // A device name can contain characters that XML does not allow.
    private static string Clean(string text) => string.Concat(
        text.EnumerateRunes().Where(rune => rune.Value is >= ' ' and not (0xFFFE or 0xFFFF)));
}
