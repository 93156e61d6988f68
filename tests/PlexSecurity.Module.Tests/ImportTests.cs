using System.Management.Automation;
using System.Management.Automation.Language;

namespace PlexSecurity.Module.Tests;

public sealed class ImportTests
{
    [Fact]
    public async Task The_assembly_comes_from_the_tested_build()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        string? location = session.Text("(Get-Command Connect-PlexServer).ImplementingType.Assembly.Location");

        string folder = Path.Combine(Path.GetDirectoryName(TestedModule.Manifest)!, "bin", TestedModule.Build);
        Assert.Equal(folder, Path.GetDirectoryName(location));
    }

    [Fact]
    public async Task The_exports_match_the_manifest()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        string?[] exported = session.Texts("(Get-Module PlexSecurity).ExportedCommands.Keys");

        string[] listed = ManifestCmdlets();
        Assert.NotEmpty(listed);
        Assert.DoesNotContain(listed, WildcardPattern.ContainsWildcardCharacters);
        Assert.Equal(listed.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_cmdlet_of_the_assembly_is_exported()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        string?[] classes = session.Texts("""
            (Get-Command Connect-PlexServer).ImplementingType.Assembly.GetExportedTypes() |
                Where-Object { $_.IsSubclassOf([System.Management.Automation.Cmdlet]) -and -not $_.IsAbstract } |
                ForEach-Object Name
            """);

        IEnumerable<string> expected = ManifestCmdlets()
            .Select(name => name.Replace("-", string.Empty, StringComparison.Ordinal) + "Command");
        Assert.Equal(expected.Order(StringComparer.Ordinal), classes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_assembly_versions_match_the_manifest()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        string? version = session.Text("(Get-Module PlexSecurity).Version");
        string?[] assemblies = session.Texts("""
            (Get-Command Connect-PlexServer).ImplementingType.Assembly.GetName().Version.ToString(3)
            (Get-PlexSourceConnection $source).Connections[0].GetType().Assembly.GetName().Version.ToString(3)
            """);

        Assert.Equal([version, version], assemblies);
    }

    [Fact]
    public async Task Importing_sends_no_request_and_writes_nothing()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);

        Assert.Empty(session.Server.Requests);
        Assert.Equal(string.Empty, session.Screen("Get-PlexServerSession"));
    }

    internal static string[] ManifestCmdlets()
    {
        Ast manifest = Parser.ParseFile(TestedModule.Manifest, out _, out ParseError[] errors);
        Assert.Empty(errors);
        HashtableAst table = (HashtableAst)manifest.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false);
        Ast list = table.KeyValuePairs.Single(pair => pair.Item1.SafeGetValue() is "CmdletsToExport").Item2;
        return [.. list.FindAll(ast => ast is StringConstantExpressionAst, false).Select(ast => (string)ast.SafeGetValue())];
    }
}
