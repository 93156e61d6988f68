using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Responses;

public sealed class SourceResponseTests
{
    private const string Expected = "https://a.example:32400/ a.example False False";

    public static TheoryData<string> Shapes =>
    [
        // Device as an object, Connection as an array.
        """{"MediaContainer":{"size":1,"Device":{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","Connection":["""
            + """CONNECTION]}}}""",
        // Each as an object or an array.
        """{"MediaContainer":{"Device":[{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","Connection":["""
            + """CONNECTION]}]}}""",
        """{"MediaContainer":{"Device":{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","Connection":CONNECTION}}}""",
        """{"MediaContainer":{"Device":[{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","Connection":"""
            + """CONNECTION}]}}""",
        // The lowercase plural.
        """{"MediaContainer":{"Device":{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","connections":["""
            + """CONNECTION]}}}""",
        """{"MediaContainer":{"Device":{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","connections":"""
            + """CONNECTION}}}""",
        // A missing identifier is that of the source; identifiers ignore case.
        """{"MediaContainer":{"Device":{"name":"Attic","accessToken":"t-1","Connection":CONNECTION}}}""",
        """{"MediaContainer":{"Device":{"name":"Attic","clientIdentifier":"ABC","accessToken":"t-1","Connection":CONNECTION}}}""",
        // The shapes of plex.tv.
        """[{"clientIdentifier":"other","accessToken":"no"},"""
            + """{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","connections":[CONNECTION]}]""",
        """<resources><resource name="Attic" clientIdentifier="abc" accessToken="t-1"><connections>LOWER</connections>"""
            + """</resource></resources>""",
        """<MediaContainer><Device name="Attic" clientIdentifier="abc" accessToken="t-1"><connections>LOWER</connections>"""
            + """</Device></MediaContainer>""",
        """{"MediaContainer":{"Device":{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","connections":"""
            + """{"connection":[CONNECTION]}}}}""",
        // Other devices, unknown members, another order.
        """{"MediaContainer":{"Device":[{"clientIdentifier":"other","accessToken":"no"},{"x":[[1]],"Connection":"""
            + """CONNECTION,"accessToken":"t-1","clientIdentifier":"abc","name":"Attic","y":{"accessToken":"no"}}]}}""",
        """<MediaContainer size="1"><Device name="Attic" clientIdentifier="abc" accessToken="t-1">XML</Device>"""
            + """</MediaContainer>""",
        """<MediaContainer><Unknown/><Device x="y" accessToken="t-1" clientIdentifier="abc" name="Attic">"""
            + """<Unknown uri="https://no.example"/>XML</Device></MediaContainer>""",
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_of_a_source_is_read(string shape)
    {
        string text = shape
            .Replace(
                "CONNECTION",
                """{"protocol":"https","address":"a.example","uri":"https://a.example:32400","port":32400,"local":0}""",
                StringComparison.Ordinal)
            .Replace(
                "LOWER",
                """<connection protocol="https" address="a.example" uri="https://a.example:32400" port="32400" local="0"/>""",
                StringComparison.Ordinal)
            .Replace(
                "XML",
                """<Connection protocol="https" address="a.example" uri="https://a.example:32400" port="32400" local="0"/>""",
                StringComparison.Ordinal);

        PlexSourceConnection source = Read(text);

        Assert.Equal("Attic", source.Name);
        Assert.Equal("abc", source.ClientIdentifier, ignoreCase: true);
        Assert.Equal(("t-1", PlexTokenKind.Account), (source.AccessToken.Reveal(), source.TokenKind));
        Assert.Equal(("server://abc", "a-server", ResponseBody.Time), (source.Source, source.Server, source.RetrievedAt));
        PlexConnection connection = Assert.Single(source.Connections);
        Assert.Equal(Expected, $"{connection} {connection.Address} {connection.Local} {connection.Relay}");
        Assert.Empty(source.IgnoredConnections);
    }

    [Fact]
    public void Control_characters_are_removed_from_a_name()
    {
        PlexSourceConnection source = Read("""
            {"MediaContainer":{"Device":{"name":"\u001b[31mAt\u0007tic\u009b2J","clientIdentifier":"abc","accessToken":"t-1"}}}
            """);

        Assert.Equal("[31mAttic2J", source.Name);
    }

    [Theory]
    [InlineData("""{"MediaContainer":{"Device":{"clientIdentifier":"abc","accessToken":"t-1"}}}""")]
    [InlineData("""{"MediaContainer":{"Device":{"clientIdentifier":"abc","accessToken":"t-1","Connection":[]}}}""")]
    [InlineData("""{"MediaContainer":{"Device":{"clientIdentifier":"abc","accessToken":"t-1","Connection":null}}}""")]
    [InlineData("""<MediaContainer><Device clientIdentifier="abc" accessToken="t-1"/></MediaContainer>""")]
    public void A_source_may_have_no_connection_and_no_name(string text)
    {
        PlexSourceConnection source = Read(text);

        Assert.Empty(source.Connections);
        Assert.Equal("abc", source.Name);
    }

    [Theory]
    [InlineData("""{"MediaContainer":{"size":0}}""", "no device")]
    [InlineData("""{"MediaContainer":{"Device":[]}}""", "no device")]
    [InlineData("[]", "no device")]
    [InlineData("""[{"clientIdentifier":"other","accessToken":"t-1"}]""", "a different device")]
    [InlineData("""{"MediaContainer":{"Device":"abc"}}""", "no device")]
    [InlineData("""{"MediaContainer":{"Device":{"clientIdentifier":"other","accessToken":"t-1"}}}""", "a different device")]
    [InlineData("""{"MediaContainer":{"Device":{"clientIdentifier":"abc"}}}""", "no token")]
    [InlineData("""{"MediaContainer":{"Device":{"clientIdentifier":"abc","accessToken":""}}}""", "no token")]
    [InlineData(
        """{"MediaContainer":{"Device":{"clientIdentifier":"abc","accessToken":"a b"}}}""",
        "the token in the response contains invalid characters")]
    [InlineData("""{"Device":{"clientIdentifier":"abc","accessToken":"t-1"}}""", "no MediaContainer")]
    public void A_missing_device_or_token_is_an_error(string text, string words) =>
        Assert.Contains(words, Assert.Throws<ResponseException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_provider_may_have_another_identifier()
    {
        PlexSourceConnection source = Read(
            """{"MediaContainer":{"Device":{"clientIdentifier":"some-uuid","accessToken":"t-1"}}}""",
            "provider://tv.plex.provider.podcasts");

        Assert.Equal("some-uuid", source.ClientIdentifier);
        Assert.Equal("provider://tv.plex.provider.podcasts", source.Source);
    }

    private static PlexSourceConnection Read(string text, string source = "server://abc") =>
        ResponseBody.Source(ResponseBody.Read(text), source);
}
