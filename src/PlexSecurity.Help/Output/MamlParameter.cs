using System.Xml.Linq;
using PlexSecurity.Help.Pages;
using static PlexSecurity.Help.Output.MamlDocument;

namespace PlexSecurity.Help.Output;

/// <summary>Creates parameters in MAML: a short form for the syntax and a full form.</summary>
internal static class MamlParameter
{
    public static XElement SyntaxItem(CommandPage page, SyntaxPage syntax)
    {
        XElement item = new(Command + "syntaxItem", new XElement(Maml + "name", page.Name));
        foreach ((string name, string? type) in syntax.Parameters)
        {
            ParameterPage parameter = page.Parameters.Single(parameter => parameter.Name == name);
            XElement element = Element(parameter, parameter.In(syntax.Name)!);
            if (type is not null)
                element.Add(Value(type));
            item.Add(element);
        }

        return item;
    }

    public static XElement Full(CommandPage page, ParameterPage parameter)
    {
        // If the parameter sets differ, the first one is used here; the syntax contains all.
        XElement element = Element(parameter, parameter.Facts.ParameterSets[0]);
        element.Add(MamlDocument.Text(Maml + "description", page.Markdown, parameter.Description));
        element.Add(Value(ShortType(page, parameter)));
        element.Add(new XElement(Dev + "type", new XElement(Maml + "name", parameter.Facts.Type)));
        element.Add(new XElement(Dev + "defaultValue", parameter.Facts.DefaultValue is { Length: > 0 } value ? value : "None"));
        return element;
    }

    private static XElement Element(ParameterPage parameter, ParameterSetFacts set) => new(
        Command + "parameter",
        new XAttribute("required", set.IsRequired),
        new XAttribute("variableLength", set.ValueFromRemainingArguments),
        new XAttribute("globbing", parameter.Facts.SupportsWildcards),
        new XAttribute("pipelineInput", Pipeline(set)),
        new XAttribute("position", int.TryParse(set.Position, out int position) ? position : "named"),
        new XAttribute("aliases", parameter.Facts.Aliases is { Count: > 0 } aliases ? string.Join(", ", aliases) : "none"),
        new XElement(Maml + "name", parameter.Name));

    private static XElement Value(string type) =>
        new(Command + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", false), type);

    private static string ShortType(CommandPage page, ParameterPage parameter) => page.Syntax
        .SelectMany(syntax => syntax.Parameters)
        .First(shown => shown.Key == parameter.Name).Value ?? "switch";

    private static string Pipeline(ParameterSetFacts set) => (set.ValueFromPipeline, set.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
