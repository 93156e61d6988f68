using System.Management.Automation;
using System.Management.Automation.Language;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Attacks;

/// <summary>A server sends identifiers and titles that would run as code in a completion.</summary>
public sealed class CompletionInjectionTests
{
    public static TheoryData<string> Hostile =>
    [
        "x';New-Item pwned;'", "x\u2018;New-Item pwned;\u2018", "x\u2019;New-Item pwned;\u2019", "x\u201A;New-Item pwned;\u201A",
        "x\u201B;New-Item pwned;\u201B", "$(New-Item pwned)", "x\nNew-Item pwned\n", "x\u2028New-Item pwned",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_provider_is_left_out_with_a_warning_and_never_completed(string hostile)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Providers = [new(hostile, "Podcasts"), new("tv.plex.provider.good", hostile)];

        ScriptResult listed = session.Capture("Get-PlexSource | ForEach-Object Source");

        Assert.Equal([$"server://{session.Server.MachineIdentifier}", "provider://tv.plex.provider.good"], listed.Texts);
        Assert.Equal("Omitted sources without a valid identifier: 1.", Assert.Single(listed.Warnings));
        string[] completions = Complete(session, "Get-PlexSourceConnection ");
        Assert.Equal(
            ["'provider://tv.plex.provider.good'", $"'server://{session.Server.MachineIdentifier}'"], completions.Order());
        Assert.All(completions, AssertOneString);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_server_with_a_hostile_identifier_gets_no_session(string hostile)
    {
        await using ModuleSession session =
            await ModuleSession.StartAsync(new SimulatorOptions { MachineIdentifier = hostile }, connect: false);

        ErrorRecord error = session.Terminating("Connect-PlexServer $uri -Token $token -MaximumRetryCount 0");

        Assert.StartsWith("PlexInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("New-Item", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.All(session.Server.Requests, request => Assert.Null(request.Token));
        Assert.Empty(Complete(session, "Get-PlexSourceConnection server"));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_session_with_a_hostile_name_completes_by_its_index(string hostile)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(new SimulatorOptions { FriendlyName = hostile });

        Assert.Equal(["(@(Get-PlexServerSession)[0])"], Complete(session, "Get-PlexSourceConnection -Session "));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("x';New-Item pwned;'")]
    [InlineData("\u2018\u2019\u201A\u201B'")]
    public async Task Quoted_text_is_one_string_literal(string word)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connect: false);
        string quoted = Quoted(session, word);

        AssertOneString(quoted);
        Assert.Equal(word, session.Text(quoted));
    }

    [Fact]
    public async Task Completion_uses_the_given_session()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PlexSimulator second = await session.StartSecondAsync();
        session.Run(
            "$attic = Get-PlexServerSession; $attic = $attic | ForEach-Object { $_ }; Connect-PlexServer $uri2 -Token $token2");

        Assert.Equal(
            [$"'server://{session.Server.MachineIdentifier}'"],
            Complete(session, "Get-PlexSourceConnection -Session $attic -Source "));
        Assert.Equal([$"'server://{second.MachineIdentifier}'"], Complete(session, "Get-PlexSourceConnection -Source "));
    }

    /// <summary>Quotes a word with the module's code, by reflection: identifiers from servers cannot contain quotes.</summary>
    private static string Quoted(ModuleSession session, string word)
    {
        session.Set("word", word);
        return session.Text("""
            $type = [PlexSecurity.Completers.SourceCompleter].Assembly.GetType('PlexSecurity.Completers.CompletionText')
            $type.GetMethod('Quote').Invoke($null, @([string] $word))
            """)!;
    }

    private static void AssertOneString(string completion)
    {
        ScriptBlockAst script = Parser.ParseInput($"Get-PlexSourceConnection {completion}", out _, out ParseError[] errors);
        Assert.Empty(errors);
        CommandAst command =
            Assert.IsType<CommandAst>(Assert.Single(script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true)));
        Assert.Equal(
            StringConstantType.SingleQuoted,
            Assert.IsType<StringConstantExpressionAst>(command.CommandElements[1]).StringConstantType);
        Assert.Equal(2, command.CommandElements.Count);
    }

    private static string[] Complete(ModuleSession session, string line)
    {
        using PowerShell shell = PowerShell.Create(session.Engine.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches
            .Where(match => match.ResultType == CompletionResultType.ParameterValue)
            .Select(match => match.CompletionText)];
    }
}
