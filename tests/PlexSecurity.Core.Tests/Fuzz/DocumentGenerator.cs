using System.Text;

namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>Generates well-formed or almost well-formed documents with known names in unexpected places.</summary>
internal static class DocumentGenerator
{
    private static readonly string[] Names =
    [
        "MediaContainer", "Device", "Connection", "connections", "connection", "token", "accessToken", "clientIdentifier",
        "machineIdentifier",
        "uri", "port", "local", "relay", "protocol", "address", "name", "version", "claimed", "resources", "resource",
        "provides", "owned",
        "MediaProvider", "identifier", "title", "x", "", "html",
    ];

    private static readonly string[] Values =
    [
        "abc", "transient-1", "https://a.example:32400", "http://[::1]:1", "https://", "a b", "", "0", "1", "true", "false",
        "65535", "65536", "-1",
        "32400", "https", "::1", "10.0.0.1", "\u00FC", "\u202E", "server", "provider://x", "https://\u00FC.example",
        "https://a/\u0001", "1.43.4",
        "x';y", "a\u2028b", "\u200B", "\u2066", "\uD83D", "\uDB40\uDC41", "https://a.example/path", "https://0.0.0.0",
    ];

    public static byte[] Json(IReadOnlyList<int> choices)
    {
        StringBuilder text = new();
        int next = 0;
        Value(text, choices, ref next, 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Xml(IReadOnlyList<int> choices)
    {
        StringBuilder text = new();
        int next = 0;
        Element(text, choices, ref next, 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] RandomText(IReadOnlyList<int> choices)
    {
        const string Punctuation = "{}[]\":,<>/=&;'!?-\\ \n";
        StringBuilder text = new(choices.Count > 0 && choices[0] % 2 == 0 ? "{" : "<");
        foreach (int choice in choices)
        {
            string part = (choice & 3) switch
            {
                0 => Names[(choice >> 2) % Names.Length],
                1 => Values[(choice >> 2) % Values.Length],
                _ => Punctuation[(choice >> 2) % Punctuation.Length].ToString(),
            };
            text.Append(part);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static int Choose(IReadOnlyList<int> choices, ref int next) => next < choices.Count ? choices[next++] : 0;

    private static void Value(StringBuilder text, IReadOnlyList<int> choices, ref int next, int depth)
    {
        int choice = Choose(choices, ref next);
        int kind = depth == 0 ? 7 + (choice % 2) : choice % 11;
        int count = (choice >> 4) % 6;
        if (kind >= 7 && depth < 40)
        {
            bool isObject = kind is 7 or 9 or 10;
            text.Append(isObject ? '{' : '[');
            for (int i = 0; i < count && (next < choices.Count || depth == 0); i++)
            {
                if (i > 0)
                    text.Append(',');
                if (isObject)
                    text.Append('"').Append(Names[Choose(choices, ref next) % Names.Length]).Append("\":");
                Value(text, choices, ref next, depth + 1);
            }

            text.Append(isObject ? '}' : ']');
            return;
        }

        string value = Values[(choice >> 4) % Values.Length];
        text.Append(kind switch
        {
            0 => "null",
            1 => "true",
            2 => "false",
            3 => ((choice >> 4) - 1000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => $"\"{value.Replace("\u0001", "\\u0001", StringComparison.Ordinal)}\"",
        });
    }

    private static void Element(StringBuilder text, IReadOnlyList<int> choices, ref int next, int depth)
    {
        string name = depth == 0 ? "MediaContainer" : Name(Choose(choices, ref next));
        text.Append('<').Append(name);
        int choice = Choose(choices, ref next);
        HashSet<string> used = [];
        for (int i = 0; i < choice % 7; i++)
        {
            string attribute = Name(Choose(choices, ref next));
            // Rarely a duplicate, which is not well-formed.
            if (used.Add(attribute) || choice % 50 == 0)
                text.Append(' ')
                    .Append(attribute)
                    .Append("=\"")
                    .Append(Values[Choose(choices, ref next) % Values.Length])
                    .Append('"');
        }

        if (choice % 5 == 0 || depth >= 40)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        for (int i = 0; i < (choice >> 3) % 5 && next < choices.Count; i++)
            Element(text, choices, ref next, depth + 1);
        text.Append("</").Append(name).Append('>');
    }

    private static string Name(int choice) => Names[choice % Names.Length] is { Length: > 0 } name ? name : "y";
}
