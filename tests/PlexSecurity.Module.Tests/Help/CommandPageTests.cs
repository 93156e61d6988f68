using System.Globalization;
using System.Management.Automation;
using PlexSecurity.Help.Pages;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>What the pages say of the cmdlets is what the cmdlets are.</summary>
public sealed class CommandPageTests(HelpEngine engine) : IClassFixture<HelpEngine>
{
    public static TheoryData<string> Names => HelpPages.Names;

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        Assert.NotEmpty(HelpPages.Commands);
        Assert.Equal(engine.Names(), HelpPages.Commands.Keys.Order());
        Assert.All(
            HelpPages.Commands.Values,
            page => Assert.Equal(page.Name, Path.GetFileNameWithoutExtension(page.Markdown.File)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_has_a_source_file_of_its_own(string name)
    {
        string type = name.Replace("-", string.Empty, StringComparison.Ordinal) + "Command";

        Assert.Equal("PlexSecurity.Commands." + type, engine.Command(name).ImplementingType.FullName);
        Assert.True(File.Exists(Path.Combine(HelpPages.Root, "src", "PlexSecurity", "Commands", type + ".cs")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_front_matter_names_the_cmdlet_and_leaves_the_online_page_to_the_build(string name)
    {
        CommandPage page = HelpPages.Commands[name];

        Assert.Empty(page.Markdown.FrontMatter["HelpUri"]);
        Assert.All(page.Links, link => Assert.Null(link.Uri));
        Assert.Equal("PlexSecurity.dll-Help.xml", page.HelpFile);
        Assert.Equal(name, page.Markdown.FrontMatter["title"]);
        Assert.Equal("PlexSecurity", page.Markdown.FrontMatter["Module Name"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_links_lead_to_pages_that_are_there(string name) => Assert.All(
        HelpPages.Commands[name].Links.Where(link => link.Uri is null),
        link => Assert.Contains(HelpPages.Files(), file => Path.GetFileNameWithoutExtension(file) == link.Text));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_syntax_is_the_one_that_PowerShell_shows(string name)
    {
        Assert.Equal(
            engine.Command(name).ParameterSets.Select(set => (set.Name, $"{name} {set}")).Order(),
            HelpPages.Commands[name].Syntax.Select(syntax => (syntax.Name, syntax.Text)).Order());
        Assert.Equal(
            engine.Command(name).ParameterSets
                .Where(set => set.IsDefault || set.Name == SyntaxPage.OnlySet)
                .Select(set => set.Name),
            HelpPages.Commands[name].Syntax.Where(syntax => syntax.IsDefault).Select(syntax => syntax.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_parameters_are_those_of_the_cmdlet_in_order(string name) => Assert.Equal(
        engine.Parameters(name).Keys.Order(),
        HelpPages.Commands[name].Parameters.Select(parameter => parameter.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_has_the_type_aliases_and_values_that_the_page_says(string name)
    {
        object cmdlet = Activator.CreateInstance(engine.Command(name).ImplementingType)!;
        Assert.All(HelpPages.Commands[name].Parameters, page =>
        {
            ParameterMetadata parameter = engine.Parameters(name)[page.Name];
            Assert.Equal(parameter.ParameterType.FullName, page.Facts.Type);
            Assert.Equal(parameter.Aliases, page.Facts.Aliases);
            Assert.Equal(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(), page.Facts.SupportsWildcards);
            Assert.False(page.Facts.DontShow);
            // -WhatIf and -Confirm are PowerShell's own.
            object? value = cmdlet.GetType().GetProperty(page.Name) is { } property
                ? property.GetValue(cmdlet) : new SwitchParameter(false);
            Assert.Equal(Default(value), page.Facts.DefaultValue);
            Assert.Equal(parameter.ParameterType.IsEnum ? Enum.GetNames(parameter.ParameterType) : [], page.Facts.AcceptedValues);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_has_in_each_set_the_place_that_the_page_says(string name)
    {
        IReadOnlyCollection<CommandParameterSetInfo> sets = engine.Command(name).ParameterSets;
        IEnumerable<string> names = sets.Select(set => set.Name).Append(ParameterSetFacts.All);
        Assert.All(HelpPages.Commands[name].Parameters, page =>
        {
            Assert.NotEmpty(page.Facts.ParameterSets);
            Assert.All(page.Facts.ParameterSets, facts => Assert.Contains(facts.Name, names));
            foreach (CommandParameterSetInfo set in sets)
            {
                CommandParameterInfo? parameter = set.Parameters.SingleOrDefault(parameter => parameter.Name == page.Name);
                Assert.Equal(Place(parameter), Place(page.In(set.Name)));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_inputs_are_the_types_that_the_pipeline_takes(string name)
    {
        IEnumerable<string> types = engine.Command(name).ParameterSets
            .SelectMany(set => set.Parameters)
            .Where(parameter => parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName)
            .Select(parameter => parameter.ParameterType.FullName!)
            .Distinct();

        Assert.Equal(types.DefaultIfEmpty("None").Order(), HelpPages.Commands[name].Inputs.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_outputs_are_the_types_that_the_cmdlet_declares(string name) => Assert.Equal(
        engine.Command(name).OutputType.Select(type => type.Name).DefaultIfEmpty("None").Order(),
        HelpPages.Commands[name].Outputs.Select(type => type.Name).Order());

    private static string Default(object? value) => value switch
    {
        null or Array { Length: 0 } => string.Empty,
        SwitchParameter => "False",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Place(CommandParameterInfo? info) => info is null ? "absent" : Place(
        info.Position < 0 ? "Named" : info.Position.ToString(CultureInfo.InvariantCulture),
        info.IsMandatory,
        info.ValueFromPipeline,
        info.ValueFromPipelineByPropertyName,
        info.ValueFromRemainingArguments);

    private static string Place(ParameterSetFacts? facts) => facts is null ? "absent" : Place(
        facts.Position,
        facts.IsRequired,
        facts.ValueFromPipeline,
        facts.ValueFromPipelineByPropertyName,
        facts.ValueFromRemainingArguments);

    private static string Place(string position, bool required, bool value, bool property, bool remaining) =>
        $"position {position}, required {required}, by value {value}, by property name {property}, remaining {remaining}";
}
