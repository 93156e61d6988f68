using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Responses;

public sealed class ConnectionMapperTests
{
    [Theory]
    [InlineData("true", "false", true, false)]
    [InlineData("1", "0", true, false)]
    [InlineData("\"1\"", "\"0\"", true, false)]
    [InlineData("\"true\"", "\"FALSE\"", true, false)]
    [InlineData("0", "1", false, true)]
    [InlineData("null", "null", false, false)]
    [InlineData("\"\"", "\"\"", false, false)]
    public void Booleans_are_read_in_every_form(string local, string relay, bool isLocal, bool isRelay)
    {
        PlexConnection connection = One($$"""{"uri":"https://a.example","local":{{local}},"relay":{{relay}}}""");

        Assert.Equal((isLocal, isRelay), (connection.Local, connection.Relay));
    }

    [Theory]
    // The URI takes precedence, including its port.
    [InlineData("""{"uri":"https://a.example:32400","port":32400}""", "https://a.example:32400/", "a.example", 32400)]
    [InlineData(
        """{"uri":"https://a.example:32400","port":"32400","address":"10.0.2.123","protocol":"https"}""",
        "https://a.example:32400/",
        "a.example",
        32400)]
    [InlineData("""{"uri":"https://a.example"}""", "https://a.example/", "a.example", 443)]
    [InlineData("""{"uri":"https://b\u00FCcher.example"}""", "https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443)]
    [InlineData("""{"uri":"https://[2001:db8::1]:32400"}""", "https://[2001:db8::1]:32400/", "2001:db8::1", 32400)]
    // Without a URI, the address is built from its parts.
    [InlineData("""{"protocol":"https","address":"a.example","port":8443}""", "https://a.example:8443/", "a.example", 8443)]
    [InlineData("""{"protocol":"http","address":"10.0.0.1","port":"32400"}""", "http://10.0.0.1:32400/", "10.0.0.1", 32400)]
    [InlineData("""{"protocol":"https","address":"a.example"}""", "https://a.example/", "a.example", 443)]
    [InlineData(
        """{"protocol":"https","address":"2001:db8::1","port":32400}""", "https://[2001:db8::1]:32400/", "2001:db8::1", 32400)]
    [InlineData(
        """{"protocol":"https","address":"[2001:db8::1]","port":32400}""", "https://[2001:db8::1]:32400/", "2001:db8::1", 32400)]
    public void A_connection_is_read(string json, string uri, string address, int port)
    {
        PlexConnection connection = One(json);

        Assert.Equal((uri, address, port), (connection.Uri.AbsoluteUri, connection.Address, connection.Port));
        Assert.Equal(uri, connection.ToString());
        Assert.Equal(connection.Uri.Scheme, connection.Protocol);
    }

    [Theory]
    [InlineData("""{"uri":"https://a.example","local":"maybe"}""", "'local' or 'relay'")]
    [InlineData("""{"uri":"https://a.example","relay":2}""", "'local' or 'relay'")]
    [InlineData("""{"uri":"https://a.example","port":0}""", "port")]
    [InlineData("""{"uri":"https://a.example","port":65536}""", "port")]
    [InlineData("""{"uri":"https://a.example","port":-1}""", "port")]
    [InlineData("""{"uri":"https://a.example","port":"+80"}""", "port")]
    [InlineData("""{"uri":"https://a.example","port":3.24e4}""", "port")]
    [InlineData("""{"uri":"https://a.example","port":"x"}""", "port")]
    [InlineData("""{}""", "no http or https address")]
    [InlineData("""{"uri":""}""", "no http or https address")]
    [InlineData("""{"uri":"/relative"}""", "no http or https address")]
    [InlineData("""{"uri":"a.example:32400"}""", "no http or https address")]
    [InlineData("""{"uri":"ftp://a.example"}""", "no http or https address")]
    [InlineData("""{"uri":"file:///etc/passwd"}""", "no http or https address")]
    [InlineData("""{"uri":"https://a\u2028b.example"}""", "no http or https address")]
    [InlineData("""{"uri":"https://a\uFFFDb.example"}""", "no http or https address")]
    [InlineData("""{"protocol":"https","address":"a\u2028b.example"}""", "no http or https address")]
    [InlineData("""{"uri":"https://a.\u202E.plex.direct"}""", "no http or https address")]
    [InlineData("""{"uri":"https://a.example:0"}""", "no http or https address")]
    [InlineData("""{"uri":"https://a.example:99999"}""", "no http or https address")]
    [InlineData("""{"protocol":"https"}""", "no http or https address")]
    [InlineData("""{"address":"a.example","port":80}""", "no http or https address")]
    [InlineData("""{"protocol":"javascript","address":"alert(1)"}""", "no http or https address")]
    [InlineData("""{"uri":"https://me@a.example"}""", "more than a host and a port")]
    [InlineData("""{"uri":"https://@a.example"}""", "more than a host and a port")]
    [InlineData("""{"uri":"https://a.example/?"}""", "more than a host and a port")]
    [InlineData("""{"uri":"http://10.0.0.1:32400/s3cret"}""", "more than a host and a port")]
    [InlineData("""{"uri":"http://10.0.0.1:80//"}""", "more than a host and a port")]
    [InlineData("""{"protocol":"http","address":"10.0.0.1/cgi-bin/reboot"}""", "more than a host and a port")]
    [InlineData("""{"uri":"http://0.0.0.0:32400"}""", "an unspecified address")]
    [InlineData("""{"uri":"http://[::]:32400"}""", "an unspecified address")]
    [InlineData("""{"uri":"http://[::ffff:0.0.0.0]:32400"}""", "an unspecified address")]
    [InlineData("""{"uri":"https://a.example/?X-Plex-Token=s3cret"}""", "more than a host and a port")]
    [InlineData("""{"uri":"https://a.example/#s3cret"}""", "more than a host and a port")]
    [InlineData("""{"protocol":"https","address":"a.example/?s3cret="}""", "more than a host and a port")]
    public void An_invalid_connection_is_left_out_with_a_notice(string json, string words)
    {
        (List<PlexConnection> connections, List<string> ignored) =
            Map($$"""[{"uri":"https://first.example"},{{json}},{"uri":"https://last.example"}]""");

        Assert.Equal(
            ["https://first.example/", "https://last.example/"], connections.Select(connection => connection.ToString()));
        string notice = Assert.Single(ignored);
        Assert.StartsWith("connection 2 ", notice, StringComparison.Ordinal);
        Assert.Contains(words, notice, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", notice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_too_long_host_is_left_out()
    {
        (List<PlexConnection> connections, List<string> ignored) =
            Map(
                $$"""[{"uri":"https://{{string.Concat(Enumerable.Repeat("a.", 130))}}example"},"""
                + $$"""{"uri":"https://{{new string('a', 100_000)}}"}]""");

        Assert.Empty(connections);
        Assert.All(ignored, notice => Assert.Contains("no http or https address", notice, StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_the_response_is_kept()
    {
        string[] uris = [.. Enumerable.Range(0, ConnectionMapper.MaximumConnections).Select(i => $"https://h{i}.example/")];

        (List<PlexConnection> connections, List<string> ignored) =
            Map($"[{string.Join(",", uris.Select(uri => $$"""{"uri":"{{uri}}"}"""))}]");

        Assert.Equal(uris, connections.Select(connection => connection.Uri.AbsoluteUri));
        Assert.Empty(ignored);
    }

    private static PlexConnection One(string json)
    {
        (List<PlexConnection> connections, List<string> ignored) = Map(json);
        Assert.Empty(ignored);
        return Assert.Single(connections);
    }

    private static (List<PlexConnection> Connections, List<string> Ignored) Map(string connection) =>
        ConnectionMapper.Map(ResponseBody.Read($$"""{"Connection":{{connection}}}"""), new PlexToken("token-of-the-source"));
}
