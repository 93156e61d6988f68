using System.Collections;
using System.Management.Automation;
using System.Xml.Linq;
using PlexSecurity.Help.Pages;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>Get-Help shows the content of the pages, from the files that the build created.</summary>
public sealed class GetHelpTests(HelpEngine engine) : IClassFixture<HelpEngine>
{
    public static TheoryData<string> Names => HelpPages.Names;

    [Fact]
    public void The_help_file_has_exactly_the_cmdlets()
    {
        string file = Path.Combine(Path.GetDirectoryName(TestedModule.Manifest)!, "en-US", "PlexSecurity.dll-Help.xml");
        IEnumerable<string> names = XDocument.Load(file).Descendants()
            .Where(element => element.Name.LocalName == "details")
            .Select(details => details.Elements().First(element => element.Name.LocalName == "name").Value);

        Assert.Equal(engine.Names(), names.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_part_of_the_page_is_in_the_help(string name)
    {
        PSObject help = Help(name);
        CommandPage page = HelpPages.Commands[name];

        Assert.Equal(name, Value(help, "Name"));
        Assert.EndsWith(".", Value(help, "Synopsis"), StringComparison.Ordinal);
        Assert.NotEmpty(Items(help, "description"));
        Assert.NotEmpty(Items(help, "alertSet", "alert"));
        Assert.Equal(page.Syntax.Count, Items(help, "syntax", "syntaxItem").Count);
        Assert.Equal(page.Inputs.Select(type => type.Name), Values(Items(help, "inputTypes", "inputType"), "type", "name"));
        Assert.Equal(page.Outputs.Select(type => type.Name), Values(Items(help, "returnValues", "returnValue"), "type", "name"));
        Assert.Equal(
            page.Links.Select(link => link.Text),
            Values(Items(help, "relatedLinks", "navigationLink"), "linkText").Where(text => text != "Online Version:"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Exactly_the_parameters_are_documented(string name)
    {
        List<PSObject> parameters = Items(Help(name), "parameters", "parameter");

        Assert.Equal(engine.Parameters(name).Keys.Order(), Values(parameters, "name"));
        Assert.All(parameters, parameter =>
        {
            List<PSObject> description = Items(parameter, "description");
            Assert.NotEmpty(description);
            Assert.All(Values(description, "Text"), Assert.NotEmpty);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_help_of_a_parameter_matches_the_cmdlet(string name)
    {
        Assert.All(Items(Help(name), "parameters", "parameter"), help =>
        {
            ParameterMetadata parameter = engine.Parameters(name)[Value(help, "name")];
            ParameterSetMetadata set = parameter.ParameterSets.Values.First();
            string[] pipeline = Value(help, "pipelineInput").Split(' ', '(', ',', ')');
            Assert.Equal(parameter.ParameterType.FullName, Value(help, "type", "name"));
            Assert.Equal(set.IsMandatory.ToString(), Value(help, "required"), ignoreCase: true);
            Assert.Equal(set.Position < 0 ? "named" : $"{set.Position}", Value(help, "position"));
            Assert.Equal(set.ValueFromPipeline, pipeline.Contains("ByValue"));
            Assert.Equal(set.ValueFromPipelineByPropertyName, pipeline.Contains("ByPropertyName"));
            Assert.Equal(parameter.Aliases.DefaultIfEmpty("none"), Value(help, "aliases").Split(", "));
            Assert.NotEmpty(Value(help, "defaultValue"));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_syntax_has_the_parameters_of_each_set(string name) => Assert.Equal(
        engine.Command(name).ParameterSets
            .Select(set => set.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name)))
            .Select(parameters => string.Join(' ', parameters.Select(Describe).Order()))
            .Order(),
        Items(Help(name), "syntax", "syntaxItem")
            .Select(item => string.Join(' ', Items(item, "parameter").Select(Describe).Order()))
            .Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void There_are_at_least_three_examples_with_their_code(string name)
    {
        List<PSObject> examples = Items(Help(name), "examples", "example");

        Assert.InRange(examples.Count, 3, int.MaxValue);
        Assert.Equal(HelpPages.Commands[name].Examples.Select(example => example.Code), Values(examples, "code"));
        Assert.Equal(
            HelpPages.Commands[name].Examples.Select(example => $"-------- {example.Title} --------"),
            Values(examples, "title"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_output_has_no_Markdown(string name)
    {
        foreach (string view in (string[])["", "-Detailed", "-Full", "-Examples"])
        {
            string screen = engine.Screen($"Get-Help {name} {view}");
            Assert.Contains(name, screen, StringComparison.Ordinal);
            Assert.DoesNotContain("`", screen, StringComparison.Ordinal);
            Assert.DoesNotContain("**", screen, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_help_of_each_parameter_is_found_by_name(string name) => Assert.All(engine.Parameters(name).Keys, parameter =>
    {
        string screen = engine.Screen($"Get-Help {name} -Parameter {parameter}");
        Assert.Contains("-" + parameter, screen, StringComparison.Ordinal);
    });

    private PSObject Help(string name) => Assert.Single(engine.Run($"Get-Help {name} -Full"));

    private static string Describe(CommandParameterInfo parameter) =>
        $"{parameter.Name}:{parameter.IsMandatory}:{(parameter.Position < 0 ? "named" : parameter.Position)}".ToUpperInvariant();

    private static string Describe(PSObject parameter) =>
        $"{Value(parameter, "name")}:{Value(parameter, "required")}:{Value(parameter, "position")}".ToUpperInvariant();

    private static object? Find(PSObject? from, params string[] path)
    {
        object? found = from;
        foreach (string name in path)
            found = (found as PSObject ?? PSObject.AsPSObject(found ?? string.Empty)).Properties[name]?.Value;
        return found;
    }

    private static string Value(PSObject from, params string[] path) => Find(from, path)?.ToString() ?? string.Empty;

    private static IEnumerable<string> Values(IEnumerable<PSObject> items, params string[] path) =>
        items.Select(item => Value(item, path));

    /// <summary>Get-Help returns a single item as itself and several as an array.</summary>
    private static List<PSObject> Items(PSObject from, params string[] path) => Find(from, path) switch
    {
        null => [],
        PSObject one => one.BaseObject is IEnumerable inner and not string ? Items(inner) : [one],
        string { Length: 0 } => [],
        IEnumerable many and not string => Items(many),
        object other => [PSObject.AsPSObject(other)],
    };

    private static List<PSObject> Items(IEnumerable many) => [.. many.Cast<object>().Select(PSObject.AsPSObject)];
}
