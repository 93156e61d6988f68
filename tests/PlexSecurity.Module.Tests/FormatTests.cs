using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PlexSecurity.Module.Tests.Engine;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class FormatTests
{
    private const string LongName = "A name that is longer than every column of every table, as a person may well choose";

    // There is no stand-in for plex.tv in process, so this session is created without a sign-in.
    private const string MakeAccount = $$"""
        & {
            $hidden = [System.Reflection.BindingFlags] 'NonPublic, Instance'
            $user = [PlexSecurity.PlexAccount].GetConstructors($hidden)[0].Invoke(@('{{LongName}}'))
            $token = [PlexSecurity.PlexToken]::new('token-of-an-account-6f7e8d')
            [PlexSecurity.PlexAccountSession].GetConstructors($hidden)[0].Invoke(@($token,
                [PlexSecurity.PlexClientOptions]::new(), $user))
        }
        """;

    private const string MakeDevice = $$"""
        & {
            $hidden = [System.Reflection.BindingFlags] 'NonPublic, Instance'
            $type = [PlexSecurity.PlexAccountDevice]
            $device = $type.GetConstructors($hidden)[0].Invoke(@('12345678'))
            foreach ($name in 'Name', 'Product', 'Platform') { $type.GetProperty($name).SetValue($device, '{{LongName}}') }
            $type.GetProperty('LastSeenAt').SetValue($device, [DateTimeOffset]::UtcNow)
            $device
        }
        """;

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["PlexSecurity.PlexAccountSession"] = MakeAccount,
        ["PlexSecurity.PlexAccountDevice"] = MakeDevice,
        ["PlexSecurity.PlexServerSession"] = "Get-PlexServerSession",
        ["PlexSecurity.PlexTransientToken"] = "Get-PlexTransientToken",
        ["PlexSecurity.PlexSourceConnection"] = "Get-PlexSourceConnection $source, server://long",
        ["PlexSecurity.PlexServerAdvisory"] = "Get-PlexServerAdvisory -Version 1.41.9.1-0123456789abcdef",
        ["PlexSecurity.PlexSource"] = "Get-PlexSource",
        ["PlexSecurity.PlexConnectionTest"] = "Test-PlexSourceConnection (Get-PlexSourceConnection $itself)",
        ["PlexSecurity.PlexConnection"] = "(Get-PlexSourceConnection $source, server://long).Connections",
    };

    private static readonly string[] WithToken =
    [
        "PlexSecurity.PlexAccountSession", "PlexSecurity.PlexServerSession", "PlexSecurity.PlexTransientToken",
        "PlexSecurity.PlexSourceConnection",
    ];

    public static TheoryData<string> Types => [.. Scripts.Keys];

    [Fact]
    public async Task Every_declared_output_type_has_views()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        string?[] declared = session.Texts(
            "Get-Command -Module PlexSecurity | ForEach-Object { $_.OutputType } | ForEach-Object Name");

        IEnumerable<string> types = declared.OfType<string>()
            .Where(name => name.StartsWith("PlexSecurity.", StringComparison.Ordinal));
        Assert.Equal(
            types.Append("PlexSecurity.PlexConnection").Distinct().Order(StringComparer.Ordinal),
            Scripts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Scripts.Keys.Order(StringComparer.Ordinal), FormatFile.Types.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_table_is_at_most_80_columns_wide_and_shows_every_column(string type)
    {
        await using ModuleSession session = await StartWithLongNamesAsync();
        IReadOnlyList<(string Label, int? Width)> columns = FormatFile.Columns(type);

        string text = session.Screen(Scripts[type]);

        // Only the last column may have no width. It gets the rest, which must fit its header.
        Assert.All(columns.SkipLast(1), column => Assert.NotNull(column.Width));
        Assert.InRange(columns.Sum(column => (column.Width ?? column.Label.Length) + 1) - 1, 1, PowerShellEngine.TerminalWidth);
        string[] lines = text.Split(Environment.NewLine);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, PowerShellEngine.TerminalWidth));
        Assert.Single(lines, line => columns.All(column => line.Contains(column.Label, StringComparison.Ordinal)));
        Assert.True(lines.Count(line => line.Length > 0) >= 3, text);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_list_shows_every_public_property(string type)
    {
        await using ModuleSession session = await StartWithLongNamesAsync();

        string?[] properties = session.Texts($"@({Scripts[type]})[0].PSObject.Properties | ForEach-Object Name");

        // A label is the name of the property and an optional explanation.
        IEnumerable<string> shown = FormatFile.List(type).Descendants("Label").Select(label => label.Value.Split(' ')[0]);
        Assert.Equal(properties.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task No_view_shows_an_unmasked_token(string type)
    {
        await using ModuleSession session = await StartWithLongNamesAsync();
        session.Run($"$objects = {Scripts[type]}");

        foreach (XElement view in new[] { FormatFile.Table(type), FormatFile.List(type) })
        {
            string?[] cells = session.Texts(string.Join(
                Environment.NewLine,
                FormatFile.Cells(view).Select(cell => $"$objects | ForEach-Object {{ \"$({cell})\" }}")));

            Assert.True(cells.Length >= view.Descendants("PropertyName").Count());
            Assert.Equal(WithToken.Contains(type), cells.Any(cell => cell!.Contains('…', StringComparison.Ordinal)));
            foreach (string token in session.Server.TransientTokens.Append(session.Server.AdminToken))
                Assert.DoesNotContain(cells, cell => cell!.Contains(token, StringComparison.Ordinal));
            // A SecureString in a cell would appear as its type name.
            Assert.DoesNotContain("System.Security.SecureString", cells);
        }
    }

    [Fact]
    public async Task A_masked_token_shows_its_kind_and_last_four_characters()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        string tokenTable = session.Screen("$t = Get-PlexTransientToken; $t");
        string sourceTable = session.Screen("Get-PlexSourceConnection $source");
        string sessionTable = session.Screen("Get-PlexServerSession");

        Assert.Contains($"transient-…{session.Server.TransientTokens.Last()[^4..]}", tokenTable, StringComparison.Ordinal);
        Assert.Contains(
            $"transient-…{session.Server.Sources.DefaultServer.AccessToken![^4..]}", sourceTable, StringComparison.Ordinal);
        Assert.Matches(new Regex($@"(?<!\S)…{Regex.Escape(session.Server.AdminToken[^4..])}(?!\S)"), sessionTable);
    }

    [Fact]
    public async Task A_short_token_is_masked_completely()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(
            new SimulatorOptions { AdminToken = "fifteen-chars-x" });

        string table = session.Screen("Get-PlexServerSession");

        Assert.DoesNotContain("rs-x", table, StringComparison.Ordinal);
        Assert.Contains("…", table, StringComparison.Ordinal);
    }

    private static async Task<ModuleSession> StartWithLongNamesAsync()
    {
        ModuleSession session = await ModuleSession.StartAsync(new SimulatorOptions { FriendlyName = LongName });
        session.Set("itself", session.Server.Sources.Add(session.Server.AsSource()).Source);
        session.Server.Sources.Add(new SimulatedSource
        {
            Source = "server://long",
            Name = LongName,
            Connections =
            [
                SimulatedConnection.To(new Uri("https://[2001:db8:1234:5678:9abc:def0:1234:5678]:65535"), relay: true),
            ],
        });
        return session;
    }
}
