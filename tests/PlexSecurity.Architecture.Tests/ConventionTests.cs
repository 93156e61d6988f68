using System.Text.RegularExpressions;

namespace PlexSecurity.Architecture.Tests;

/// <summary>Every file and every cmdlet follows the conventions.</summary>
public sealed partial class ConventionTests
{
    private static readonly SourceFile[] Files = [.. Repository.Sources("src"), .. Repository.Sources("tests")];

    [Fact]
    public void Lines_are_short() => AssertNone(ConventionRule.LongLines(Files));

    [Fact]
    public void Files_are_short() => AssertNone(ConventionRule.LongFiles(Files));

    [Fact]
    public void Every_cmdlet_has_a_source_file_a_page_and_a_test_file()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Root, "PlexSecurity.psd1"));
        string[] cmdlets = [.. CmdletName().Matches(CmdletList().Match(manifest).Value).Select(static match => match.Value)];

        Assert.Contains("Connect-PlexServer", cmdlets);
        AssertNone(ConventionRule.IncompleteCmdlets(cmdlets, path => File.Exists(Path.Combine(Repository.Root, path))));
    }

    [Theory]
    [InlineData(130, 0)]
    [InlineData(131, 1)]
    public void A_long_line_is_found(int columns, int violations) =>
        Assert.Equal(
            violations,
            ConventionRule.LongLines([new SourceFile("A.cs", "short\r\n" + new string('x', columns) + "\r\n")]).Count());

    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void A_long_file_is_found(int lines, int violations) =>
        Assert.Equal(
            violations,
            ConventionRule.LongFiles([new SourceFile("A.cs", string.Concat(Enumerable.Repeat("x\n", lines)))]).Count());

    [Theory]
    [InlineData("src/PlexSecurity/Commands/GetThingCommand.cs")]
    [InlineData("docs/en-US/Get-Thing.md")]
    [InlineData("tests/Pester/Get-Thing.Tests.ps1")]
    public void A_missing_file_of_a_cmdlet_is_found(string missing) =>
        Assert.Equal(
            [$"Get-Thing has no {missing}"], ConventionRule.IncompleteCmdlets(["Get-Thing"], path => path != missing));

    private static void AssertNone(IEnumerable<string> violations) =>
        Assert.True(!violations.Any(), string.Join("\n", violations));

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\([^)]*\)")]
    private static partial Regex CmdletList();

    [GeneratedRegex(@"[A-Z][a-z]+-[A-Za-z]+")]
    private static partial Regex CmdletName();
}
