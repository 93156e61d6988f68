namespace PlexSecurity.Module.Tests.Help;

/// <summary>The about page of the module.</summary>
public sealed class AboutPageTests(HelpEngine engine) : IClassFixture<HelpEngine>
{
    private string Text => Assert.Single(engine.Run($"Get-Help {HelpPages.About}")).ToString();

    [Fact]
    public void Get_Help_finds_the_page_and_its_synopsis()
    {
        Assert.StartsWith("TOPIC\n    about_PlexSecurity\n", Text, StringComparison.Ordinal);
        Assert.Equal(
            "Provides transient tokens and source connections of Plex Media Server.",
            Assert.Single(engine.Run($"(Get-Help {HelpPages.About}*).Synopsis")).ToString());
    }

    [Fact]
    public void The_page_explains_every_error_id()
    {
        IEnumerable<string> ids = engine.Run("[PlexSecurity.PlexError].GetEnumNames()")
            .Select(name => $"    Plex{name}\n        Cause: ");

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains(id, Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_lists_every_cmdlet() => Assert.All(
        HelpPages.Commands.Keys,
        name => Assert.Contains($"    * {name}\n", Text, StringComparison.Ordinal));

    [Fact]
    public void The_text_fits_a_terminal_except_for_code()
    {
        string[] lines = Text.Split('\n');

        Assert.DoesNotContain(lines, line => line.Length > 78 && !line.StartsWith("        ", StringComparison.Ordinal));
        Assert.DoesNotContain("`", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("|---", Text, StringComparison.Ordinal);
    }
}
