using System.Text;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Responses;

public sealed class ResponseReaderTests
{
    private const string Canary = "transient-5a6b7c8d";
    private const string TooDeep = "32 levels deep";

    [Theory]
    [InlineData("""{"MediaContainer":{"size":0,"token":"t"}}""")]
    [InlineData("\uFEFF{\"MediaContainer\":{\"token\":\"t\"}}")]
    [InlineData("\uFEFF \t\r\n{\"MediaContainer\":{\"token\":\"t\"}}")]
    [InlineData("\r\n\n<?xml version=\"1.0\"?><MediaContainer token=\"t\"/>")]
    [InlineData("\uFEFF \n<?xml version=\"1.0\" encoding=\"utf-8\"?><MediaContainer token=\"t\"/>")]
    [InlineData("\r\n  {\"MediaContainer\":{\"token\":\"t\"}}\n")]
    [InlineData("""<MediaContainer size="0" token="t"></MediaContainer>""")]
    [InlineData("""<MediaContainer token="t"/>""")]
    [InlineData("""<?xml version="1.0" encoding="UTF-8"?><MediaContainer token="t"/>""")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>\n<!-- c --><MediaContainer token=\"t\"><!-- c --><?p i?>text</MediaContainer>")]
    [InlineData("""<p:MediaContainer xmlns:p="urn:x" p:token="t"/>""")]
    public void JSON_and_XML_give_the_same_element(string text)
    {
        ResponseElement container = Assert.Single(ResponseBody.Read(text).ChildrenNamed("MediaContainer"));

        Assert.Equal("t", container["token"]);
        Assert.Null(container["absent"]);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public void The_declared_encoding_of_XML_is_used(string encoding)
    {
        byte[] bytes = Encoding.GetEncoding(encoding)
            .GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?><MediaContainer token=\"t\u00FC\"/>");
        Assert.Equal("t\u00FC", Assert.Single(ResponseReader.Read(new ArraySegment<byte>(bytes)).Children)["token"]);
    }

    [Fact]
    public void Scalars_become_attributes_objects_children_and_nulls_nothing()
    {
        ResponseElement root = ResponseBody.Read(
            """{"s":"x","n":-1.50e3,"t":true,"f":false,"z":null,"o":{"a":1},"l":[{"a":1},{"a":2},"skipped",[{"a":3}],"""
                + """null],"e":[]}""");

        Assert.Equal(("x", "-1.50e3", "true", "false"), (root["s"], root["n"], root["t"], root["f"]));
        Assert.Null(root["z"]);
        Assert.Equal(["o", "l", "l"], root.Children.Select(child => child.Name));
        Assert.Equal(["1", "1", "2"], root.Children.Select(child => child["a"]));
    }

    [Fact]
    public void A_bare_array_reads_like_its_XML()
    {
        ResponseElement root = ResponseBody.Read("""[{"name":"a"},{"name":"b"},1]""");

        ResponseElement list = Assert.Single(root.ChildrenNamed("resources"));
        Assert.Equal(["a", "b"], list.ChildrenNamed("resource").Select(resource => resource["name"]));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \t\r\n", "empty")]
    [InlineData("\uFEFF", "empty")]
    [InlineData("hello", "neither JSON nor XML")]
    [InlineData("\"text\"", "neither JSON nor XML")]
    [InlineData("null", "neither JSON nor XML")]
    [InlineData("42", "neither JSON nor XML")]
    [InlineData("\0{}", "neither JSON nor XML")]
    [InlineData("{", "not valid JSON")]
    [InlineData("{\"MediaContainer\":{\"token\":\"transient-5a6b7c8d", "not valid JSON")]
    [InlineData("{} {}", "not valid JSON")]
    [InlineData("{'a':1}", "not valid JSON")]
    [InlineData("{\"a\":1,}", "not valid JSON")]
    [InlineData("{\"a\":1}// transient-5a6b7c8d", "not valid JSON")]
    [InlineData("{\"a\":NaN}", "not valid JSON")]
    [InlineData("<", "not well-formed XML")]
    [InlineData("<a", "not well-formed XML")]
    [InlineData("<a>", "not well-formed XML")]
    [InlineData("<a></b>", "not well-formed XML")]
    [InlineData("<a/><b/>", "not well-formed XML")]
    [InlineData("<a transient-5a6b7c8d/>", "not well-formed XML")]
    [InlineData("<a b=\"1\" b=\"2\"/>", "not well-formed XML")]
    [InlineData("<a b=\"&nbsp;\"/>", "not well-formed XML")]
    [InlineData("<?xml version=\"1.0\" encoding=\"transient-5a6b7c8d\"?><a/>", "not well-formed XML")]
#if NET
    // .NET Framework still supports this encoding.
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-7\"?><a/>", "not well-formed XML")]
#endif
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", "not well-formed XML")]
    [InlineData("<!DOCTYPE a><a/>", "document type")]
    [InlineData("<!DOCTYPE a [<!ENTITY e \"transient-5a6b7c8d\">]><a b=\"&e;\"/>", "document type")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>", "document type")]
    [InlineData("<html><body>Sign in</body></html>", "HTML page")]
    [InlineData("<HTML lang=\"en\">", "HTML page")]
    [InlineData("\r\n<!DOCTYPE html><html></html>", "HTML page")]
    [InlineData("<!doctype HTML PUBLIC \"x\">", "HTML page")]
    public void An_invalid_body_is_an_error_that_quotes_nothing(string text, string words)
    {
        ResponseException error = Assert.Throws<ResponseException>(() => ResponseBody.Read(text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Null(error.InnerException);
        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', 0xFF, (byte)'"', (byte)'a', (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'<', (byte)'a', 0xFF, (byte)'/', (byte)'>' })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'<', 0, (byte)'a', 0 })]
    [InlineData(new byte[] { 0, (byte)'<', 0, (byte)'a', 0, (byte)'/', 0, (byte)'>' })]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08 })]
    public void Binary_data_is_an_error(byte[] bytes) =>
        Assert.Throws<ResponseException>(() => ResponseReader.Read(new ArraySegment<byte>(bytes)));

    [Fact]
    public void Only_the_segment_is_read()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("xx{\"a\":\"b\"}yy");

        Assert.Equal("b", ResponseReader.Read(new ArraySegment<byte>(bytes, 2, bytes.Length - 4))["a"]);
        Assert.Equal(
            "b", ResponseReader.Read(new ArraySegment<byte>(Encoding.UTF8.GetBytes("xx<a a='b'/>yy"), 2, 10)).Children[0]["a"]);
    }

    [Fact]
    public void The_maximum_depth_is_32()
    {
        Assert.NotNull(ResponseBody.Read(Nested(32, "{\"a\":", "1", "}")));
        Assert.NotNull(ResponseBody.Read(Nested(32, "<a>", "", "</a>")));
        Assert.Contains(TooDeep, ResponseBody.Fault(Nested(33, "{\"a\":", "1", "}")), StringComparison.Ordinal);
        Assert.Contains(TooDeep, ResponseBody.Fault(Nested(33, "<a>", "", "</a>")), StringComparison.Ordinal);
        Assert.Contains(TooDeep, ResponseBody.Fault(Nested(33, "[", "", "]")), StringComparison.Ordinal);
        Assert.Contains(TooDeep, ResponseBody.Fault(string.Concat(Enumerable.Repeat("[", 500_000))), StringComparison.Ordinal);
        Assert.Contains(
            TooDeep, ResponseBody.Fault(string.Concat(Enumerable.Repeat("<a>", 300_000))), StringComparison.Ordinal);
    }

    private static string Nested(int depth, string open, string middle, string close) =>
        string.Concat(Enumerable.Repeat(open, depth)) + middle + string.Concat(Enumerable.Repeat(close, depth));
}
