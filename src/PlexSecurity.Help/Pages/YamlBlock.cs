using Markdig.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace PlexSecurity.Help.Pages;

/// <summary>Reads a block of YAML in a page. A key that is not known is an error: it would be a typing mistake.</summary>
internal static class YamlBlock
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder().Build();

    public static T Read<T>(MarkdownPage page, LeafBlock block)
    {
        try
        {
            return Deserializer.Deserialize<T>(block.Lines.ToString());
        }
        catch (YamlException fault)
        {
            int line = block.Line + 1 + (int)fault.Start.Line;
            string reason = fault.InnerException?.Message ?? fault.Message;
            throw new PageException(page.File, line, $"the YAML cannot be read: {reason}", fault);
        }
    }
}
