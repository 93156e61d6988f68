using System.Globalization;
using System.Management.Automation;
using PlexSecurity.Help.Pages;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>The help pages match the cmdlets.</summary>
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
    public void Each_cmdlet_has_its_own_source_file(string name)
    {
        string type = name.Replace("-", string.Empty, StringComparison.Ordinal) + "Command";

        Assert.Equal("PlexSecurity.Commands." + type, engine.Command(name).ImplementingType.FullName);
        Assert.True(File.Exists(Path.Combine(HelpPages.Root, "src", "PlexSecurity", "Commands", type + ".cs")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_front_matter_names_the_cmdlet_but_no_online_page(string name)
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
    public void Links_lead_to_existing_pages(string name) => Assert.All(
        HelpPages.Commands[name].Links.Where(link => link.Uri is null),
        link => Assert.Contains(HelpPages.Files(), file => Path.GetFileNameWithoutExtension(file) == link.Text));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_syntax_matches_PowerShell(string name)
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
    public void The_parameters_match_the_cmdlet_in_order(string name) => Assert.Equal(
        engine.Parameters(name).Keys.Order(),
        HelpPages.Commands[name].Parameters.Select(parameter => parameter.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_facts_of_each_parameter_match_the_cmdlet(string name)
    {
        object cmdlet = Activator.CreateInstance(engine.Command(name).ImplementingType)!;
        Assert.All(HelpPages.Commands[name].Parameters, page =>
        {
            ParameterMetadata parameter = engine.Parameters(name)[page.Name];
            Assert.Equal(parameter.ParameterType.FullName, page.Facts.Type);
            Assert.Equal(parameter.Aliases, page.Facts.Aliases);
            Assert.Equal(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(), page.Facts.SupportsWildcards);
            Assert.False(page.Facts.DontShow);
            // PowerShell adds -WhatIf and -Confirm.
            object? value = cmdlet.GetType().GetProperty(page.Name) is { } property
                ? property.GetValue(cmdlet) : new SwitchParameter(false);
            Assert.Equal(Default(value), page.Facts.DefaultValue);
            Assert.Equal(parameter.ParameterType.IsEnum ? Enum.GetNames(parameter.ParameterType) : [], page.Facts.AcceptedValues);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_parameter_sets_match_the_cmdlet(string name)
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
    public void The_inputs_match_the_pipeline_parameters(string name)
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
    public void The_outputs_match_the_declared_types(string name) => Assert.Equal(
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
