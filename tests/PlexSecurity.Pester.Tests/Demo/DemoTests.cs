using PlexSecurity.Demo;
using PlexSecurity.Simulator;

namespace PlexSecurity.Pester.Tests.Demo;

/// <summary>The first command of README, and its options.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Without_options_the_demo_runs_the_main_job()
    {
        DemoProcess demo = await DemoProcess.RunAsync([]);

        Assert.Equal(0, demo.ExitCode);
        string[] lines = demo.Output.Split(Environment.NewLine);
        Assert.Equal(
            [
                "Connect-PlexServer", "Get-PlexServerSession", "Get-PlexTransientToken",
                "Get-PlexSource", "$connection", "$connection", "$connection.Connections",
                "$trust", "Test-PlexSourceConnection", "$connection", "Get-PlexSourceConnection", "Get-PlexServerSession",
            ],
            lines.Where(line => line.StartsWith("PS> ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]));
        Assert.Contains("stand-in server", lines[0], StringComparison.Ordinal);
        Assert.Contains("Attic", demo.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", demo.Output, StringComparison.Ordinal);
        Assert.Contains("404", demo.Error, StringComparison.Ordinal);
        Assert.Single(demo.Error.Split('\n'), line => line.StartsWith("Get-PlexSourceConnection:", StringComparison.Ordinal));
        Assert.Contains("transient-…", demo.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("transient-[0-9a-f]", demo.Output);
        Assert.DoesNotContain('\u001b', demo.Output + demo.Error);
        Assert.Contains("The main job succeeded.", demo.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLEX_TOKEN")]
    [InlineData("standard input")]
    public async Task The_token_for_a_server_comes_from_the_environment_or_a_prompt(string from)
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        SimulatedSource self = server.Sources.Add(
            server.AsSource() with { Connections = [SimulatedConnection.To(server.HttpUri)] });
        string[] arguments = ["--server", server.HttpUri.AbsoluteUri, "--source", self.Source];

        DemoProcess demo = from == "PLEX_TOKEN"
            ? await DemoProcess.RunAsync(arguments, token: server.AdminToken)
            : await DemoProcess.RunAsync(arguments, input: server.AdminToken + "\n");

        Assert.Equal(0, demo.ExitCode);
        Assert.Equal(["/identity", "/", "/security/token"], server.Requests.Take(3).Select(request => request.Path));
        Assert.All(server.Requests, request => Assert.Equal(request.Path == "/identity", request.Token is null));
        Assert.Equal(
            [server.AdminToken, self.AccessToken],
            server.Requests.Where(request => request.Token is not null).Select(request => request.Token).Distinct());
        AssertNoToken(server, demo);
        Assert.DoesNotContain("stand-in", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_token_is_reported_and_fails()
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: TestContext.Current.CancellationToken);

        DemoProcess demo = await DemoProcess.RunAsync(
            ["--server", server.HttpUri.AbsoluteUri], token: "a-wrong-token-of-somebody");

        Assert.Equal(1, demo.ExitCode);
        Assert.Contains("401", demo.Output + demo.Error, StringComparison.Ordinal);
        Assert.Contains("The main job failed.", demo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-token", demo.Output + demo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_failure_still_disconnects_and_fails()
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        server.Faults.Add(Fault.Status(403), "/security/token");

        DemoProcess demo = await DemoProcess.RunAsync(["--server", server.HttpUri.AbsoluteUri], token: server.AdminToken);

        Assert.Equal(1, demo.ExitCode);
        Assert.Contains("| Disconnect-PlexServer", demo.Output, StringComparison.Ordinal);
        AssertNoToken(server, demo);
    }

    [Theory]
    [InlineData("Connect-PlexServer -FromEnvironment; $t = Get-PlexTransientToken; \"from $($t.Server)\"", 0, "from Attic")]
    [InlineData("'before'; exit 7", 7, "before")]
    [InlineData("Connect-PlexServer -FromEnvironment; throw 'the script failed'", 1, "the script failed")]
    public async Task A_script_of_the_user_runs_with_the_module_and_sets_the_exit_code(string script, int code, string shown)
    {
        string file = Path.Combine(Path.GetTempPath(), $"a user's script {Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);

        DemoProcess demo = await DemoProcess.RunAsync(["--script", file]);
        File.Delete(file);

        Assert.Equal(code, demo.ExitCode);
        Assert.Contains(shown, demo.Output + demo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shell_has_the_module_a_session_and_suggestions()
    {
        const string Typed = """
            "$((Get-PlexServerSession).Name) has $(@(Get-PlexSource).Count) sources"
            Get-PlexServerSession | Disconnect-PlexServer
            exit 5

            """;

        DemoProcess demo = await DemoProcess.RunAsync(["--shell"], input: Typed);

        Assert.Equal(5, demo.ExitCode);
        Assert.Equal(string.Empty, demo.Error);
        Assert.Contains("Connected to Attic", demo.Output, StringComparison.Ordinal);
        Assert.Contains("Get-PlexSourceConnection server://", demo.Output, StringComparison.Ordinal);
        Assert.Contains("Attic has 3 sources", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shell_opens_without_a_session_if_the_token_is_rejected()
    {
        await using PlexSimulator server = await PlexSimulator.StartAsync(ct: TestContext.Current.CancellationToken);

        DemoProcess demo = await DemoProcess.RunAsync(
            ["--shell", "--server", server.HttpUri.AbsoluteUri], token: "a-wrong-token-of-somebody", input: "exit 6\n");

        Assert.Equal(6, demo.ExitCode);
        Assert.Contains("401", demo.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Connected", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_options_give_the_usage()
    {
        DemoProcess demo = await DemoProcess.RunAsync(["--token", "x"]);

        Assert.Equal(2, demo.ExitCode);
        Assert.StartsWith("Unknown option '--token'.", demo.Error, StringComparison.Ordinal);
        Assert.Contains("Usage:", demo.Error, StringComparison.Ordinal);
        Assert.Contains("--script", demo.Error, StringComparison.Ordinal);
        Assert.Equal(string.Empty, demo.Output);
    }

    [Theory]
    [InlineData("--server")]
    [InlineData("server", "x")]
    [InlineData("--server", "x", "--source")]
    [InlineData("--Server", "x")]
    [InlineData("--shell", "--script", "x")]
    public void Invalid_options_are_refused(params string[] arguments) =>
        Assert.Null(DemoOptions.Parse(arguments, out _));

    [Fact]
    public void The_demo_imports_the_built_module() =>
        Assert.EndsWith(
            Path.Combine("out", "PlexSecurity", "PlexSecurity.psd1"), PowerShellTool.Module, StringComparison.Ordinal);

    private static void AssertNoToken(PlexSimulator server, DemoProcess demo)
    {
        foreach (string token in server.TransientTokens.Append(server.AdminToken))
            Assert.DoesNotContain(token, demo.Output + demo.Error, StringComparison.Ordinal);
    }
}
