using System.Management.Automation;
using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests;

public sealed class SourceShapeTests
{
    private static readonly Dictionary<string, ResponseShape> Shapes = new()
    {
        ["as specified"] = ResponseShape.Default,
        ["device as array"] = new() { DeviceAsArray = true },
        ["connection as object"] = new() { ConnectionAsObject = true },
        ["connections in lower case"] = new() { ConnectionMember = "connections", DeviceAsArray = true },
        ["empty array of connections"] = new() { EmptyConnectionsAsArray = true },
        ["booleans as numbers"] = new() { Booleans = BooleanForm.Number, RelayOmittedWhenFalse = false },
        ["booleans as text"] = new() { Booleans = BooleanForm.Text, RelayOmittedWhenFalse = false },
        ["ports as text"] = new() { PortsAsText = true },
        ["unknown members"] = new() { UnknownMembers = true },
        ["XML"] = new() { AlwaysXml = true },
        ["XML without declaration"] = new() { AlwaysXml = true, XmlDeclaration = false },
        ["XML with unknown members"] = new() { AlwaysXml = true, UnknownMembers = true },
    };

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public async Task Every_shape_of_a_response_gives_the_same_objects(string shape)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(new SimulatorOptions { Shape = Shapes[shape] });
        SourceCatalog sources = session.Server.Sources;
        SimulatedSource[] known = [sources.DefaultServer, sources.DefaultProvider, sources.DefaultEmpty];
        session.Set("sources", known.Select(source => source.Source).ToArray());

        string?[] texts = session.Texts("""
            Get-PlexSourceConnection $sources | ForEach-Object {
                "$_ $($_.ClientIdentifier) $($_.TokenKind)"
                $_.Connections | ForEach-Object { "$($_.Protocol) $($_.Address) $($_.Port) $($_.Local) $($_.Relay)" }
            }
            """);
        IReadOnlyList<PSObject> token = session.Run("Get-PlexTransientToken");

        Assert.Equal(known.SelectMany(Lines), texts);
        Assert.Single(token);
        Assert.Equal(
            ["Attic", session.Server.MachineIdentifier, session.Server.Version],
            session.Texts("$s = Get-PlexServerSession; $s.Name; $s.MachineIdentifier; $s.Version"));
    }

    [Fact]
    public async Task A_malformed_connection_is_left_out_with_a_warning()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        SimulatedConnection good = session.Server.Sources.DefaultServer.Connections[0];
        session.Server.Sources.Add(new SimulatedSource
        {
            Source = "server://mixed",
            Connections = [good, new("https", "x", "not a uri", 1), new("https", "x", "https://x:70000", 70000), good],
        });

        ScriptResult result = session.Capture("(Get-PlexSourceConnection server://mixed).Connections | ForEach-Object Address");

        string host = new Uri(good.Uri!).IdnHost;
        Assert.Equal([host, host], result.Texts);
        Assert.Collection(
            result.Warnings,
            warning => Assert.StartsWith("Omitted from 'server://mixed': connection 2 ", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("Omitted from 'server://mixed': connection 3 ", warning, StringComparison.Ordinal));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("{\"MediaContainer\":{\"size\":0}}", "no device")]
    [InlineData("{\"MediaContainer\":{\"Device\":[]}}", "no device")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"name\":\"x\"}}}", "no token")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"accessToken\":\"\"}}}", "no token")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"accessToken\":\"a b\"}}}", "contains invalid characters")]
    [InlineData(
        "{\"MediaContainer\":{\"Device\":{\"clientIdentifier\":\"x\",\"accessToken\":\"a\"}}}", "describes a different device")]
    [InlineData("{}", "MediaContainer")]
    [InlineData("[]", "no device")]
    [InlineData("null", "neither JSON nor XML")]
    [InlineData("", "is empty")]
    [InlineData("<MediaContainer><Device /></MediaContainer>", "no token")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><MediaContainer>&b;</MediaContainer>", "document type")]
    public async Task An_incomplete_response_is_an_error(string body, string fault)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Server.Sources.Add(new SimulatedSource { Source = "server://raw", RawBody = body });

        ErrorRecord error = session.NonTerminating("Get-PlexSourceConnection server://raw");

        Assert.StartsWith("PlexInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(fault, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(SimulatedSource source) =>
    [
        $"{source.Name} ({source.Source}) {source.ClientIdentifier} Transient",
        .. source.Connections.Select(c => $"{c.Protocol} {new Uri(c.Uri!).IdnHost} {c.Port} {c.Local} {c.Relay}"),
    ];
}
