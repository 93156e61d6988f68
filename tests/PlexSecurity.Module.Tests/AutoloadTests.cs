using System.Management.Automation.Runspaces;

namespace PlexSecurity.Module.Tests;

[Collection<ProcessEnvironment>]
public sealed class AutoloadTests
{
    [Fact]
    public void Cmdlets_on_the_module_path_load_the_module_on_the_first_call()
    {
        using EnvironmentVariable path = new("PSModulePath", Path.GetDirectoryName(Path.GetDirectoryName(TestedModule.Manifest)));
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();

        ScriptResult before = ScriptResult.Of(runspace, "@(Get-Module PlexSecurity).Count");
        ScriptResult listed = ScriptResult.Of(
            runspace, "Get-Module PlexSecurity -ListAvailable | ForEach-Object { $_.ExportedCommands.Keys }");
        ScriptResult called = ScriptResult.Of(runspace, "@(Get-PlexServerSession).Count; (Get-Module PlexSecurity).Name");

        Assert.Equal(["0"], before.Texts);
        Assert.Equal(ImportTests.ManifestCmdlets().Order(StringComparer.Ordinal), listed.Texts.Order(StringComparer.Ordinal));
        Assert.Empty(called.Errors);
        Assert.Equal(["0", "PlexSecurity"], called.Texts);
    }

    [Fact]
    public void Get_Command_finds_every_cmdlet_before_the_import()
    {
        using EnvironmentVariable path = new("PSModulePath", Path.GetDirectoryName(Path.GetDirectoryName(TestedModule.Manifest)));
        foreach (string name in ImportTests.ManifestCmdlets())
        {
            using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();

            ScriptResult found = ScriptResult.Of(runspace, $"(Get-Command {name}).ModuleName");

            Assert.Empty(found.Errors);
            Assert.Equal(["PlexSecurity"], found.Texts);
        }
    }
}
