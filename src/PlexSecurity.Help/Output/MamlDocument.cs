using System.Xml.Linq;
using Markdig.Syntax;
using PlexSecurity.Help.Pages;
using PlexSecurity.Help.Text;

namespace PlexSecurity.Help.Output;

/// <summary>The help of cmdlets in MAML, the XML format of Get-Help.</summary>
internal static class MamlDocument
{
    public static readonly XNamespace Root = "http://msh";
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XDocument Make(IEnumerable<CommandPage> pages) => new(new XElement(
        Root + "helpItems",
        new XAttribute("schema", "maml"),
        new XAttribute(XNamespace.Xmlns + "maml", Maml.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName),
        pages.Select(Page)));

    /// <summary>Creates an element with the paragraphs of the text.</summary>
    internal static XElement Text(XName name, MarkdownPage page, IEnumerable<Block> blocks) =>
        new(name, PlainText.Of(page, blocks).Select(lines => new XElement(Maml + "para", string.Join('\n', lines))));

    private static XElement Page(CommandPage page)
    {
        string[] name = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[^1]),
                Text(Maml + "description", page.Markdown, page.Synopsis)),
            Text(Maml + "description", page.Markdown, page.Description),
            new XElement(Command + "syntax", page.Syntax.Select(syntax => MamlParameter.SyntaxItem(page, syntax))),
            new XElement(Command + "parameters", page.Parameters.Select(parameter => MamlParameter.Full(page, parameter))),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => Type("inputType", page, type))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => Type("returnValue", page, type))),
            new XElement(Maml + "alertSet", Text(Maml + "alert", page.Markdown, page.Notes)),
            new XElement(Command + "examples", page.Examples.Select(example => Example(page, example))),
            new XElement(Command + "relatedLinks", page.Links.Select(Link)));
    }

    private static XElement Type(string name, CommandPage page, TypePage type) => new(
        Command + name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        Text(Maml + "description", page.Markdown, type.Description));

    private static XElement Example(CommandPage page, ExamplePage example)
    {
        // Get-Help prints an introduction without empty lines between its paragraphs, and the code directly after it.
        string introduction = string.Concat(
            PlainText.Of(page.Markdown, example.Introduction).Select(lines => string.Join('\n', lines) + "\n\n"));
        XElement remarks = Text(Dev + "remarks", page.Markdown, example.Remarks);

        // The empty paragraph separates the next title.
        remarks.Add(new XElement(Maml + "para"));
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", $"-------- {example.Title} --------"),
            new XElement(Maml + "introduction", new XElement(Maml + "para", introduction)),
            new XElement(Dev + "code", example.Code),
            remarks);
    }

    private static XElement Link(LinkPage link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Uri is null ? link.Text : link.Text + ":"),
        new XElement(Maml + "uri", link.Uri));
}
