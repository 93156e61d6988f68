namespace PlexSecurity.Core.Tests.Networking;

public sealed class ServerAddressTests
{
    [Theory]
    // A bare host: port 32400, and http for loopback and private hosts.
    [InlineData("localhost", "http://localhost:32400/")]
    [InlineData("nas", "http://nas:32400/")]
    [InlineData("  nas  ", "http://nas:32400/")]
    [InlineData("nas\r\n", "http://nas:32400/")]
    [InlineData("NAS.local", "http://nas.local:32400/")]
    [InlineData("127.0.0.1", "http://127.0.0.1:32400/")]
    [InlineData("10.1.2.3", "http://10.1.2.3:32400/")]
    [InlineData("172.31.255.255", "http://172.31.255.255:32400/")]
    [InlineData("172.32.0.1", "https://172.32.0.1:32400/")]
    [InlineData("8.8.8.8", "https://8.8.8.8:32400/")]
    [InlineData("plex.example.org", "https://plex.example.org:32400/")]
    [InlineData("10-0-2-123.0a1b2c.plex.direct", "https://10-0-2-123.0a1b2c.plex.direct:32400/")]
    // With a port.
    [InlineData("nas:1234", "http://nas:1234/")]
    [InlineData("192.168.1.10:32401", "http://192.168.1.10:32401/")]
    [InlineData("plex.example.org:443", "https://plex.example.org/")]
    [InlineData("nas:443", "http://nas:443/")]
    [InlineData("nas:80", "http://nas/")]
    [InlineData("plex.example.org:80", "https://plex.example.org:80/")]
    [InlineData("nas:65535", "http://nas:65535/")]
    [InlineData("https://nas:65535", "https://nas:65535/")]
    [InlineData("nas:1", "http://nas:1/")]
    // IPv6, with and without brackets.
    [InlineData("::1", "http://[::1]:32400/")]
    [InlineData("[::1]", "http://[::1]:32400/")]
    [InlineData("[::1]:8080", "http://[::1]:8080/")]
    [InlineData("fd00::5", "http://[fd00::5]:32400/")]
    [InlineData("[fe80::1]:32400", "http://[fe80::1]:32400/")]
    [InlineData("fd00::", "http://[fd00::]:32400/")]
    [InlineData("2001:db8::1", "https://[2001:db8::1]:32400/")]
    [InlineData("[2001:db8::1]:1234", "https://[2001:db8::1]:1234/")]
    [InlineData("::ffff:192.168.1.1", "http://[::ffff:192.168.1.1]:32400/")]
    // A URL keeps its scheme, the default port of the scheme and its path.
    [InlineData("http://nas", "http://nas/")]
    [InlineData("https://pl\u00EBx.example.org:32400/a", "https://xn--plx-kma.example.org:32400/a/")]
    [InlineData("pl\u00EBx.example.org:32400", "https://xn--plx-kma.example.org:32400/")]
    [InlineData("https://nas", "https://nas/")]
    [InlineData("HTTPS://Plex.Example.org", "https://plex.example.org/")]
    [InlineData("http://plex.example.org:32400", "http://plex.example.org:32400/")]
    [InlineData("https://example.org/plex", "https://example.org/plex/")]
    [InlineData("https://example.org/plex/", "https://example.org/plex/")]
    [InlineData("https://example.org/a/b%20c", "https://example.org/a/b%20c/")]
    [InlineData("https://[2001:db8::1]:8443/plex", "https://[2001:db8::1]:8443/plex/")]
    public void An_address_is_parsed(string text, string uri) => Assert.Equal(uri, ServerAddress.Parse(text).AbsoluteUri);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ftp://nas")]
    [InlineData("file:///etc/passwd")]
    [InlineData("://nas")]
    [InlineData("http://")]
    [InlineData("https://:32400")]
    [InlineData("nas/plex")]
    [InlineData("nas:")]
    [InlineData("nas:abc")]
    [InlineData("nas:0")]
    [InlineData("nas:-1")]
    [InlineData("nas:65536")]
    [InlineData("nas:80:80")]
    [InlineData("http://nas:0")]
    [InlineData("http://nas:99999")]
    [InlineData(":32400")]
    [InlineData("[::1")]
    [InlineData("::1]")]
    [InlineData("someone@nas")]
    [InlineData("http://someone@nas")]
    [InlineData("http://someone:s3cret@nas")]
    [InlineData("http://nas?X-Plex-Token=s3cret")]
    [InlineData("http://nas/?X-Plex-Token=s3cret")]
    [InlineData("http://nas/?")]
    [InlineData("http://nas/#s3cret")]
    [InlineData("http://nas/#")]
    [InlineData("nas?X-Plex-Token=s3cret")]
    [InlineData("nas#s3cret")]
    [InlineData("http://nas\\@evil.example")]
    [InlineData("http:\\\\nas")]
    [InlineData("nas\\plex")]
    [InlineData("http://nas /plex")]
    [InlineData("nas nas")]
    [InlineData("http://nas\r\nX-Injected: 1")]
    [InlineData("http://nas\nX")]
    [InlineData("http://nas\0")]
    [InlineData("nas\0.example.org")]
    [InlineData("nas%0d%0aX")]
    [InlineData("http://nas%0d%0aX/")]
    [InlineData("http://nas\u2028x")]
    [InlineData("http://nas\u00A0x")]
    [InlineData("0.0.0.0")]
    [InlineData("0.0.0.0:32400")]
    [InlineData("http://0.0.0.0:32400")]
    [InlineData("https://0/")]
    [InlineData("::")]
    [InlineData("http://[::]:32400")]
    [InlineData("[::ffff:0.0.0.0]")]
    [InlineData("http://a\uFFFDb.example")]
    [InlineData("a\uFFFDb.example")]
    [InlineData("https://a\u200Bb.\u2028example")]
    public void Invalid_text_is_refused_without_quoting_it(string? text)
    {
        PlexException refusal = Assert.Throws<PlexException>(() => ServerAddress.Parse(text!));

        Assert.Equal(PlexError.InvalidUri, refusal.Error);
        Assert.NotEmpty(refusal.RecommendedAction);
        Assert.DoesNotContain("s3cret", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Injected", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("http://", "a")]
    [InlineData("https://nas/", "%0d")]
    [InlineData("http://nas/", "\u00FC")]
    public void A_text_of_64_KB_is_refused(string start, string repeated)
    {
        string text = start + string.Concat(Enumerable.Repeat(repeated, 65536 / repeated.Length));

        Assert.Equal(PlexError.InvalidUri, Assert.Throws<PlexException>(() => ServerAddress.Parse(text)).Error);
    }

    [Theory]
    [InlineData("https://example.org/%0d%0aX-Injected:%201")]
    [InlineData("https://example.org/%00")]
    [InlineData("https://example.org/../..//x")]
    [InlineData("https://example.org/\u00FCber/\u65E5\u672C")]
    [InlineData("b\u00FCcher.example")]
    public void A_parsed_address_is_sent_as_visible_ASCII(string text)
    {
        Uri uri = ServerAddress.Parse(text);

        Assert.All(uri.IdnHost + uri.PathAndQuery, c => Assert.InRange(c, '!', '~'));
        Assert.EndsWith("/", uri.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://nas/?X-Plex-Token=s3cret", "http://nas/")]
    [InlineData("nas#s3cret", "nas")]
    [InlineData("http://me:s3cret@nas/x", "…@nas/x")]
    [InlineData("http://nas/x", "http://nas/x")]
    [InlineData("http://nas/x?X-Plex-Token=s3cret@nas", "http://nas/x")]
    [InlineData("http://nas/?a=s3cret#b@c", "http://nas/")]
    [InlineData("http://me@s3cret@nas/x", "…@nas/x")]
    [InlineData("me:s3cret@s3cret@nas", "…@nas")]
    [InlineData("http://me:s3?cret@nas/x", "…")]
    [InlineData("http://me:s3#cret@nas", "…")]
    [InlineData("me:s3?cret@nas", "…")]
    [InlineData("http://me@nas?X-Plex-Token=s3cret", "…@nas")]
    public void An_address_is_displayed_without_user_query_and_fragment(string text, string shown) =>
        Assert.Equal(shown, ServerAddress.Display(text));

    [Theory]
    [InlineData("nas", "https://nas:32400/")]
    [InlineData("127.0.0.1:8080", "https://127.0.0.1:8080/")]
    [InlineData("::1", "https://[::1]:32400/")]
    [InlineData("plex.example.org", "https://plex.example.org:32400/")]
    [InlineData("http://nas:32400", "http://nas:32400/")]
    public void A_pin_makes_a_bare_host_https_and_keeps_a_URL(string text, string uri) =>
        Assert.Equal(uri, ServerAddress.Parse(text, secure: true).AbsoluteUri);

    [Fact]
    public void The_unspecified_address_is_refused_with_advice()
    {
        Assert.Contains(
            "is 0.0.0.0, an address to listen on",
            Assert.Throws<PlexException>(() => ServerAddress.Parse("0.0.0.0")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "127.0.0.1", Assert.Throws<PlexException>(() => ServerAddress.Parse("::")).Message, StringComparison.Ordinal);
    }
}
