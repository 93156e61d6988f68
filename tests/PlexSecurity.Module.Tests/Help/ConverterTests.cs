using PlexSecurity.Help;
using PlexSecurity.Help.Output;
using PlexSecurity.Help.Pages;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>The build tool that creates the help files.</summary>
public sealed class ConverterTests
{
    [Fact]
    public void A_table_with_two_columns_becomes_a_definition_list() => Assert.Equal(
        """
        TOPIC
            about_X

        LONG DESCRIPTION
            server://ID
                A server, by its machine identifier.
            provider://ID
                A provider.

        """,
        About(
            "| Source | What it is |\n|---|---|\n"
            + "| `server://ID` | A **server**, by its machine identifier. |\n| provider://ID | A provider. |"),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Lists_links_and_code_become_text() => Assert.Equal(
        """
        TOPIC
            about_X

        LONG DESCRIPTION
            See this page and that (https://example.org/that).

            1. One, which is so long that it does not fit one line of the text and
               goes on under itself.
            2. Two
               * Inner

                Get-Thing |
                    Out-Null

        """,
        About(
            "See [this page](Get-X.md) and\n[that](https://example.org/that).\n\n"
            + "1. One, which is so long that it does not fit one line of the text and goes on under itself.\n"
            + "2. Two\n   - Inner\n\n"
            + "```powershell\nGet-Thing |\n    Out-Null\n```"),
        ignoreLineEndingDifferences: true);

    [Theory]
    [InlineData("> A quotation.", 5, "QuoteBlock")]
    [InlineData("Fine.\n\nText with <b>HTML</b>.", 7, "HtmlInline")]
    public void Unknown_Markdown_is_an_error_with_its_line(string markdown, int line, string part)
    {
        PageException fault = Assert.Throws<PageException>(() => About(markdown));

        Assert.Equal(line, fault.Line);
        Assert.Equal("about_X.md", fault.File);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## NOTES\n", "## REMARKS\n", "the section 'NOTES' is missing")]
    [InlineData("IsRequired: true", "IsRequire: true", "IsRequire")]
    [InlineData("### -Source\n", "### -Sources\n", "the syntax of '__AllParameterSets' and the parameters differ in: ")]
    [InlineData("```powershell", "```", "the example has no 'powershell' code block")]
    [InlineData("external help file:", "help file:", "the front matter has no 'external help file'")]
    public void An_invalid_page_is_an_error(string right, string wrong, string message)
    {
        string text = File.ReadAllText(HelpPages.Commands["Get-PlexSourceConnection"].Markdown.File).ReplaceLineEndings("\n");
        Assert.Contains(right, text, StringComparison.Ordinal);

        PageException fault = Assert.Throws<PageException>(
            () => CommandPageReader.Read(MarkdownPage.Parse("page.md", text.Replace(right, wrong, StringComparison.Ordinal))));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    private static string About(string markdown) =>
        AboutText.Make(MarkdownPage.Parse("about_X.md", "# about_X\n\n## Long description\n\n" + markdown));
}
