namespace PlexSecurity.Core.Tests.Client;

/// <summary>Every known form of a response, over the wire.</summary>
public sealed class ResponseShapeTests(SimulatorFixture fixture) : SimulatorTests(fixture)
{
    private static readonly Dictionary<string, ResponseShape> Shapes = new()
    {
        ["as specified"] = new(),
        ["device as array"] = new() { DeviceAsArray = true },
        ["connection as object"] = new() { ConnectionAsObject = true },
        ["both swapped"] = new() { DeviceAsArray = true, ConnectionAsObject = true },
        ["connections"] = new() { ConnectionMember = "connections" },
        ["connections as object"] = new() { ConnectionMember = "connections", ConnectionAsObject = true },
        ["empty array"] = new() { EmptyConnectionsAsArray = true },
        ["booleans as numbers"] = new() { Booleans = BooleanForm.Number },
        ["booleans as text"] = new() { Booleans = BooleanForm.Text },
        ["ports as text"] = new() { PortsAsText = true },
        ["relay always present"] = new() { RelayOmittedWhenFalse = false },
        ["unknown members"] = new() { UnknownMembers = true },
        ["no port, local or relay"] = new() { OmittedMembers = ["port", "local", "relay"] },
        ["no uri"] = new() { OmittedMembers = ["uri"] },
        ["XML"] = new() { AlwaysXml = true },
        ["XML without declaration"] = new() { AlwaysXml = true, XmlDeclaration = false },
        ["XML with unknown members"] = new() { AlwaysXml = true, UnknownMembers = true },
        ["everything at once"] = new()
        {
            DeviceAsArray = true,
            ConnectionAsObject = true,
            ConnectionMember = "connections",
            EmptyConnectionsAsArray = true,
            Booleans = BooleanForm.Text,
            PortsAsText = true,
            RelayOmittedWhenFalse = false,
            UnknownMembers = true,
        },
    };

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public async Task Every_call_reads_every_shape(string name)
    {
        ResponseShape shape = Server.Shape = Shapes[name];
        using PlexServerClient client = Connect();

        PlexIdentity identity = await client.GetIdentityAsync(Ct);
        PlexServerInfo info = await client.GetServerInfoAsync(Ct);
        PlexTransientToken token = await client.GetTransientTokenAsync(ct: Ct);
        PlexSourceConnection server = await SourceAsync(client, Server.Sources.DefaultServer);
        PlexSourceConnection provider = await SourceAsync(client, Server.Sources.DefaultProvider);
        PlexSourceConnection empty = await SourceAsync(client, Server.Sources.DefaultEmpty);

        Assert.Equal(
            (Server.MachineIdentifier, Server.Version, true), (identity.MachineIdentifier, identity.Version, identity.Claimed));
        Assert.Equal((Server.FriendlyName, Server.MachineIdentifier), (info.Name, info.MachineIdentifier));
        Assert.Contains(token.Token.Reveal(), Server.TransientTokens);
        Assert.Equal(Expected(Server.Sources.DefaultServer, shape), server.Connections.Select(Describe));
        Assert.Equal(Expected(Server.Sources.DefaultProvider, shape), provider.Connections.Select(Describe));
        Assert.Empty(empty.Connections);
        Assert.Empty(server.IgnoredConnections);
    }

    [Theory]
    [InlineData("token", Operation.Token, "no token")]
    [InlineData("accessToken", Operation.Source, "no token")]
    [InlineData("Device", Operation.Source, "no device")]
    [InlineData("machineIdentifier", Operation.Identity, "no machine identifier")]
    public async Task A_200_without_the_requested_member_is_an_error(string member, Operation operation, string words)
    {
        using PlexServerClient client = Connect();
        await client.GetIdentityAsync(Ct);
        foreach (bool xml in (bool[])[false, true])
        {
            Server.Shape = new ResponseShape { OmittedMembers = [member], AlwaysXml = xml };

            PlexException failure = await FailAsync(client, operation);

            Assert.Equal((PlexError.InvalidResponse, 200), (failure.Error, failure.StatusCode));
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_device_than_the_requested_one_is_an_error()
    {
        Server.Sources.Add(new SimulatedSource { Source = "server://requested", ClientIdentifier = "another" });
        using PlexServerClient client = Connect();

        PlexException failure =
            await Assert.ThrowsAsync<PlexException>(() => client.GetSourceConnectionInformationAsync("requested", ct: Ct));

        Assert.Equal(PlexError.InvalidResponse, failure.Error);
        Assert.Contains("describes a different device", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_connection_is_left_out()
    {
        Server.Sources.Add(new SimulatedSource
        {
            Source = "server://partly",
            Connections =
            [
                new("https", "a", "https://a.example:1", 1),
                new("https", "b", "not a uri", 2),
                new("https", "c", "https://c.example:3", 99999),
                new("https", "d", "https://d.example:4", 4),
            ],
        });
        using PlexServerClient client = Connect();

        PlexSourceConnection source = await client.GetSourceConnectionInformationAsync("partly", ct: Ct);

        Assert.Equal(
            ["https://a.example:1/", "https://d.example:4/"], source.Connections.Select(connection => connection.ToString()));
        Assert.Equal(["connection 2 ", "connection 3 "], source.IgnoredConnections.Select(notice => notice[..13]));
    }

    private static Task<PlexSourceConnection> SourceAsync(PlexServerClient client, SimulatedSource source) =>
        client.GetSourceConnectionInformationAsync(source.Source, ct: Ct);

    private static IEnumerable<string> Expected(SimulatedSource source, ResponseShape shape) =>
        source.Connections.Select(connection =>
    {
        bool flags = !shape.OmittedMembers.Contains("local");
        string uri = shape.OmittedMembers.Contains("uri")
            ? new Uri($"{connection.Protocol}://{connection.Address}:{connection.Port}").AbsoluteUri
            : new Uri(connection.Uri!).AbsoluteUri;
        return $"{uri} {new Uri(uri).IdnHost} {flags && connection.Local == true} {flags && connection.Relay == true}";
    });

    private static string Describe(PlexConnection connection) =>
        $"{connection.Uri.AbsoluteUri} {connection.Address} {connection.Local} {connection.Relay}";
}
