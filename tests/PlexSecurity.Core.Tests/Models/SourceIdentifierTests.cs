namespace PlexSecurity.Core.Tests.Models;

public sealed class SourceIdentifierTests
{
    [Theory]
    [InlineData("server://243bfcb1df", "server://243bfcb1df", true, "243bfcb1df")]
    [InlineData("243bfcb1df", "server://243bfcb1df", true, "243bfcb1df")]
    [InlineData("SERVER://243BFCB1DF", "server://243BFCB1DF", true, "243BFCB1DF")]
    [InlineData(
        "provider://tv.plex.provider.podcasts", "provider://tv.plex.provider.podcasts", false, "tv.plex.provider.podcasts")]
    [InlineData("server://243b/com.plexapp.plugins.library", "server://243b/com.plexapp.plugins.library", true, "243b")]
    [InlineData("provider://a_b-c.d/e", "provider://a_b-c.d/e", false, "a_b-c.d")]
    [InlineData("tv.plex.provider.podcasts", "server://tv.plex.provider.podcasts", true, "tv.plex.provider.podcasts")]
    public void A_source_is_parsed(string text, string value, bool isServer, string identifier)
    {
        SourceIdentifier source = SourceIdentifier.Parse(text);

        Assert.Equal(value, source.Value);
        Assert.Equal(value, source.ToString());
        Assert.Equal(isServer, source.IsServer);
        Assert.Equal(identifier, source.Identifier);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("server://")]
    [InlineData("provider://")]
    [InlineData("server:///x")]
    [InlineData("server://a/")]
    [InlineData("server://a/b/c")]
    [InlineData("a/b")]
    [InlineData("http://a")]
    [InlineData("server:a")]
    [InlineData(" server://a")]
    [InlineData("server://a ")]
    [InlineData("server://a\r\nX-Injected: 1")]
    [InlineData("server://a\n")]
    [InlineData("server://a\0")]
    [InlineData("server://a%0d%0aX")]
    [InlineData("server://a&refresh=1")]
    [InlineData("server://a?b")]
    [InlineData("server://a#b")]
    [InlineData("server://a@b")]
    [InlineData("server://a:80")]
    [InlineData("server://a\\b")]
    [InlineData("server://ümlaut")]
    [InlineData("server://\u0661")]
    [InlineData("server://a\u202Eb")]
    public void Invalid_text_is_refused_without_quoting_it(string? text)
    {
        PlexException refusal = Assert.Throws<PlexException>(() => SourceIdentifier.Parse(text!));

        Assert.Equal(PlexError.InvalidSource, refusal.Error);
        Assert.NotEmpty(refusal.RecommendedAction);
        Assert.DoesNotContain("Injected", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_has_at_most_256_characters()
    {
        string longest = new('a', 256);
        Assert.Equal($"server://{longest}/{longest}", SourceIdentifier.Parse($"server://{longest}/{longest}").Value);

        Assert.Throws<PlexException>(() => SourceIdentifier.Parse(longest + "a"));
        Assert.Throws<PlexException>(() => SourceIdentifier.Parse("server://" + new string('a', 65536)));
    }
}
