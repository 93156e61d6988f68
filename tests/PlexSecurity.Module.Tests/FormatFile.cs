using System.Globalization;
using System.Xml.Linq;

namespace PlexSecurity.Module.Tests;

/// <summary>The format file of the built module.</summary>
internal static class FormatFile
{
    private static readonly XDocument Document =
        XDocument.Load(Path.Combine(Path.GetDirectoryName(TestedModule.Manifest)!, "PlexSecurity.Format.ps1xml"));

    public static XElement Table(string type) => View(type, "TableControl");

    public static XElement List(string type) => View(type, "ListControl");

    public static IEnumerable<string> Types => Document.Descendants("TypeName").Select(element => element.Value).Distinct();

    /// <summary>The scripts of the cells of a view. Each returns the text of the cell for the object in <c>$_</c>.</summary>
    public static IEnumerable<string> Cells(XElement view) =>
        view.Descendants("ScriptBlock").Select(script => script.Value)
            .Concat(view.Descendants("PropertyName").Select(property => $"$_.{property.Value}"));

    public static IReadOnlyList<(string Label, int? Width)> Columns(string type) =>
    [
        .. Table(type).Descendants("TableColumnHeader").Select(column => (
            column.Element("Label")!.Value,
            column.Element("Width") is XElement width ? int.Parse(width.Value, CultureInfo.InvariantCulture) : (int?)null)),
    ];

    private static XElement View(string type, string control) => Assert.Single(
        Document.Descendants("View"),
        view => view.Descendants("TypeName").Any(name => name.Value == type) && view.Element(control) is not null);
}
