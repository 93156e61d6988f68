namespace PlexSecurity.Module.Tests.Help;

/// <summary>The page about the whole module.</summary>
public sealed class AboutPageTests(HelpEngine engine) : IClassFixture<HelpEngine>
{
    private string Text => Assert.Single(engine.Run($"Get-Help {HelpPages.About}")).ToString();

    [Fact]
    public void Get_Help_finds_it_and_its_short_description()
    {
        Assert.StartsWith("TOPIC\n    about_PlexSecurity\n", Text, StringComparison.Ordinal);
        Assert.Equal(
            "Provides transient tokens and source connections of Plex Media Server.",
            Assert.Single(engine.Run($"(Get-Help {HelpPages.About}*).Synopsis")).ToString());
    }

    [Fact]
    public void It_explains_the_id_of_every_error()
    {
        IEnumerable<string> ids = engine.Run("[PlexSecurity.PlexError].GetEnumNames()")
            .Select(name => $"    Plex{name}\n        Cause: ");

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains(id, Text, StringComparison.Ordinal));
    }

    [Fact]
    public void It_names_every_cmdlet() => Assert.All(
        HelpPages.Commands.Keys,
        name => Assert.Contains($"    * {name}\n", Text, StringComparison.Ordinal));

    [Fact]
    public void It_fits_a_terminal_but_for_code()
    {
        string[] lines = Text.Split('\n');

        Assert.DoesNotContain(lines, line => line.Length > 78 && !line.StartsWith("        ", StringComparison.Ordinal));
        Assert.DoesNotContain("`", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("|---", Text, StringComparison.Ordinal);
    }
}
