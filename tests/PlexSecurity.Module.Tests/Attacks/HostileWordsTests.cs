using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Attacks;

/// <summary>What a server says is shown without what a terminal obeys, and never with the caller's token.</summary>
public sealed class HostileWordsTests
{
    private const string Hostile = "\u001b]0;pwned\u0007\u009b2JAt\u202Etic\u2066\u2028\u200B\uFEFF";

    private static readonly string[] Commands =
    [
        "Get-PlexServerSession", "Get-PlexSource", "Get-PlexSourceConnection $itself", "Get-PlexTransientToken",
        "Test-PlexSourceConnection (Get-PlexSourceConnection $itself)", "(Get-PlexSourceConnection $itself).Connections",
        "Get-PlexTransientToken -Verbose", "Get-PlexSourceConnection 'no such thing'",
    ];

    [Fact]
    public async Task Nothing_that_a_terminal_obeys_is_shown()
    {
        await using ModuleSession session =
            await StartAsync(new SimulatorOptions { FriendlyName = Hostile, Version = "1.43.4-" + Hostile });
        session.Server.Providers = [new("tv.plex.provider.podcasts", Hostile)];

        string shown = ShowAll(session);

        Assert.Contains("]0;pwned2JAttic", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(
            shown, c => c is '\u001b' or '\u0007' or '\u009b' or '\u202E' or '\u2066' or '\u2028' or '\u200B' or '\uFEFF');
    }

    [Fact]
    public async Task A_server_that_names_everything_after_its_caller_s_token_does_not_have_it_shown()
    {
        const string Secret = "AdminTokenOfTheOwner";
        await using ModuleSession session =
            await StartAsync(new SimulatorOptions { FriendlyName = $"I know {Secret}", AdminToken = Secret });
        session.Server.Providers = [new(Secret, "a"), new("tv.plex.provider.podcasts", Secret)];

        string shown = ShowAll(session);

        Assert.DoesNotContain(Secret, shown, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("127.0.0.1", session.Text("(Get-PlexServerSession).Name"));
    }

    [Fact]
    public async Task The_address_that_is_shown_is_the_host_that_is_connected_to()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Add(new SimulatedSource
        {
            Source = "server://lying",
            Connections = [new("https", "192.168.1.10", "https://elsewhere.example:32400", 32400, Local: true)],
        });

        Assert.Equal("elsewhere.example", session.Text("(Get-PlexSourceConnection server://lying).Connections[0].Address"));
        string screen = session.Screen("(Get-PlexSourceConnection server://lying).Connections");
        Assert.Contains("elsewhere.example", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("192.168.1.10", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_host_of_a_plex_direct_address_is_shown_with_its_end()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        string screen = session.Screen("(Get-PlexSourceConnection $source).Connections");

        foreach (SimulatedConnection connection in session.Server.Sources.DefaultServer.Connections)
            Assert.Contains(new Uri(connection.Uri!).IdnHost, screen, StringComparison.Ordinal);
    }

    /// <summary>The tables of all that is given, every property of it, and it as text.</summary>
    private static string ShowAll(ModuleSession session) => string.Concat(Commands.Select(command =>
        session.Screen(command) + string.Concat(session.Capture($$"""
            {{command}} | ForEach-Object { "$_"; $_.PSObject.Properties | ForEach-Object { "$($_.Name): $($_.Value)" } }
            """).Texts)));

    private static async Task<ModuleSession> StartAsync(SimulatorOptions options)
    {
        ModuleSession session = await ModuleSession.StartAsync(options);
        session.Set("itself", session.Server.Sources.Add(session.Server.AsSource()).Source);
        return session;
    }
}
