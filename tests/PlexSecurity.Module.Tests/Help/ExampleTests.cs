using System.Management.Automation;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using PlexSecurity.Help.Pages;
using PlexSecurity.Module.Tests.Engine;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>
/// Every example of every page runs unchanged, in its own engine and against stand-in servers. An example that does not connect
/// gets a session with each of two servers.
/// </summary>
[Collection<ProcessEnvironment>]
public sealed partial class ExampleTests
{
    private const string Sessions =
        $"'attic:32400', 'nas:32400' | Connect-PlexServer -Token ${StandInCommands.TokenVariable}";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> Examples()
    {
        TheoryData<string, string> data = [];
        foreach (CommandPage page in HelpPages.Commands.Values)
        {
            // There is no stand-in for plex.tv in process; Connect-PlexAccount.Tests.ps1 runs these examples.
            foreach (ExamplePage example in page.Examples.Where(example => !RequiresPester().IsMatch(example.Code)))
                data.Add($"{page.Name}, line {example.Line}", example.Code);
        }

        string about = HelpPages.Files().Single(file => Path.GetFileNameWithoutExtension(file) == HelpPages.About);
        List<Section> sections = MarkdownPage.Read(about).Root.Sections;
        foreach (Section section in sections.SelectMany(section => section.Sections.Prepend(section)))
        {
            IEnumerable<FencedCodeBlock> blocks = section.Blocks.OfType<FencedCodeBlock>();
            foreach (FencedCodeBlock code in blocks.Where(block => !RequiresPester().IsMatch(block.Lines.ToString())))
                data.Add($"{HelpPages.About}, line {code.Line + 1}", code.Lines.ToString());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Each_example_runs_unchanged(string place, string script)
    {
        await using ExampleServers servers = await ExampleServers.StartAsync();
        using EnvironmentVariable url = new("PLEX_URL", servers["nas"].HttpUri.AbsoluteUri);
        using EnvironmentVariable token = new("PLEX_TOKEN", ExampleServers.Token);
        using StringWriter screen = new();
        using PowerShellEngine engine = new(screen, TestedModule.Manifest);

        // A runspace that an example creates finds the module by name.
        using EnvironmentVariable path = new("PSModulePath", Path.GetDirectoryName(Path.GetDirectoryName(TestedModule.Manifest)));
        engine.SetVariable(StandInCommands.TokenVariable, ModuleSession.Secure(ExampleServers.Token));
        engine.Invoke(StandInCommands.Script);
        if (!OpensSession().IsMatch(script))
            engine.Invoke(servers.Localize(Sessions));
        int sessions = Count(engine);
        foreach (PlexSimulator server in servers.All)
            server.ClearRequests();

        using PowerShell shell = PowerShell.Create(engine.Runspace);
        shell.AddScript(servers.Localize(script));
        PSDataCollection<PSObject> output = await shell.InvokeAsync().WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.True(shell.Streams.Error.Count == 0, $"{place}: {string.Join(Environment.NewLine, shell.Streams.Error)}");

        // Each example must have a visible effect.
        bool hasEffect = output.Count > 0 || Count(engine) != sessions || servers.All.Any(server => server.Requests.Count > 0);
        Assert.True(hasEffect, $"{place} had no effect.");
    }

    // There is no stand-in for plex.tv and no Utility module in process; HelpExamples.Tests.ps1 has both.
    [GeneratedRegex("PlexAccount(Device)?\\b|-Account|Group-Object|Sort-Object")]
    private static partial Regex RequiresPester();

    private static int Count(PowerShellEngine engine) => engine.Invoke("Get-PlexServerSession").Count;

    /// <summary>Matches a script that connects by itself.</summary>
    [GeneratedRegex(@"^(\$\w+ = )?Connect-PlexServer (\S+:32400|-Uri|-FromEnvironment)", RegexOptions.Multiline)]
    private static partial Regex OpensSession();
}
