using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Attacks;

/// <summary>Text from a server is shown without control characters and without the caller's token.</summary>
public sealed class HostileTextTests
{
    private const string Hostile = "\u001b]0;pwned\u0007\u009b2JAt\u202Etic\u2066\u2028\u200B\uFEFF";

    private static readonly string[] Commands =
    [
        "Get-PlexServerSession", "Get-PlexSource", "Get-PlexSourceConnection $itself", "Get-PlexTransientToken",
        "Test-PlexSourceConnection (Get-PlexSourceConnection $itself)", "(Get-PlexSourceConnection $itself).Connections",
        "Get-PlexTransientToken -Verbose", "Get-PlexSourceConnection 'no such thing'",
    ];

    [Fact]
    public async Task Control_characters_are_never_shown()
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
    public async Task A_token_repeated_in_names_is_not_shown()
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
    public async Task The_shown_address_is_the_connected_host()
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
    public async Task A_plex_direct_host_is_shown_completely()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        string screen = session.Screen("(Get-PlexSourceConnection $source).Connections");

        foreach (SimulatedConnection connection in session.Server.Sources.DefaultServer.Connections)
            Assert.Contains(new Uri(connection.Uri!).IdnHost, screen, StringComparison.Ordinal);
    }

    /// <summary>The output of each command as a table, as properties and as text.</summary>
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
