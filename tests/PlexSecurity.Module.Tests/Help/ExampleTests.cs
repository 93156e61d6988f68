using System.Management.Automation;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using PlexSecurity.Help.Pages;
using PlexSecurity.Module.Tests.Engine;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Help;

/// <summary>
/// Every example of every page runs as it is written, each in an engine of its own, against stand-in servers. One that does not
/// connect by itself finds a session with each of two servers.
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
            // In process nothing can stand in for plex.tv: Connect-PlexAccount.Tests.ps1 runs these.
            foreach (ExamplePage example in page.Examples.Where(example => !NotHere().IsMatch(example.Code)))
                data.Add($"{page.Name}, line {example.Line}", example.Code);
        }

        string about = HelpPages.Files().Single(file => Path.GetFileNameWithoutExtension(file) == HelpPages.About);
        List<Section> sections = MarkdownPage.Read(about).Root.Sections;
        foreach (Section section in sections.SelectMany(section => section.Sections.Prepend(section)))
        {
            IEnumerable<FencedCodeBlock> blocks = section.Blocks.OfType<FencedCodeBlock>();
            foreach (FencedCodeBlock code in blocks.Where(block => !NotHere().IsMatch(block.Lines.ToString())))
                data.Add($"{HelpPages.About}, line {code.Line + 1}", code.Lines.ToString());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_runs_as_it_is_written(string place, string script)
    {
        await using ExampleServers servers = await ExampleServers.StartAsync();
        using EnvironmentVariable url = new("PLEX_URL", servers["nas"].HttpUri.AbsoluteUri);
        using EnvironmentVariable token = new("PLEX_TOKEN", ExampleServers.Token);
        using StringWriter screen = new();
        using PowerShellEngine engine = new(screen, TestedModule.Manifest);

        // A runspace that an example makes finds the module by its name.
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

        // An example that does nothing shows nothing.
        bool isSeen = output.Count > 0 || Count(engine) != sessions || servers.All.Any(server => server.Requests.Count > 0);
        Assert.True(isSeen, $"{place} did nothing.");
    }

    // In process nothing stands in for plex.tv, and the engine has no Utility module; HelpExamples.Tests.ps1 has both.
    [GeneratedRegex("PlexAccount(Device)?\\b|-Account|Group-Object|Sort-Object")]
    private static partial Regex NotHere();

    private static int Count(PowerShellEngine engine) => engine.Invoke("Get-PlexServerSession").Count;

    /// <summary>Whether a script begins by opening a session, after other lines that need none.</summary>
    [GeneratedRegex(@"^(\$\w+ = )?Connect-PlexServer (\S+:32400|-Uri|-FromEnvironment)", RegexOptions.Multiline)]
    private static partial Regex OpensSession();
}
