using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Responses;

public sealed class TokenResponseTests
{
    [Theory]
    [InlineData("""{"MediaContainer":{"size":0,"token":"transient-1"}}""")]
    [InlineData("""{"MediaContainer":[{"size":0,"token":"transient-1"}]}""")]
    [InlineData(
        """{"MediaContainer":{"unknown":{"token":"no"},"token":"transient-1","more":[1,2,{"token":"no"}]},"token":"no"}""")]
    [InlineData("""<MediaContainer size="0" token="transient-1"></MediaContainer>""")]
    [InlineData("""<MediaContainer token="transient-1"><Unknown token="no"/></MediaContainer>""")]
    public void The_token_of_the_container_is_read(string text)
    {
        PlexToken token = ResponseMapper.Token(ResponseBody.Read(text));

        Assert.Equal("transient-1", token.Reveal());
        Assert.Equal(PlexTokenKind.Transient, token.Kind);
    }

    [Theory]
    [InlineData("""{"MediaContainer":{"size":0}}""", "no token")]
    [InlineData("""{"MediaContainer":{"token":""}}""", "no token")]
    [InlineData("""{"MediaContainer":{"token":null}}""", "no token")]
    [InlineData("""{"MediaContainer":{"token":{"a":"b"}}}""", "no token")]
    [InlineData("""{"MediaContainer":{"token":["a"]}}""", "no token")]
    [InlineData("""{"MediaContainer":{"Token":"a"}}""", "no token")]
    [InlineData("""<MediaContainer size="0"/>""", "no token")]
    [InlineData("""{"token":"a"}""", "no MediaContainer")]
    [InlineData("""{"MediaContainer":"a"}""", "no MediaContainer")]
    [InlineData("""{"MediaContainer":[]}""", "no MediaContainer")]
    [InlineData("""[{"MediaContainer":{"token":"a"}}]""", "no MediaContainer")]
    [InlineData("""<Response code="503" title="Maintenance" status="x"/>""", "no MediaContainer")]
    [InlineData("{}", "no MediaContainer")]
    [InlineData("[]", "no MediaContainer")]
    [InlineData("""<?xml version="1.0"?><html><body/></html>""", "HTML page")]
    [InlineData("""{"MediaContainer":{"token":"account-token"}}""", "the token in the response is not a transient one")]
    [InlineData("""{"MediaContainer":{"token":"a b"}}""", "the token in the response contains invalid characters")]
    [InlineData("""{"MediaContainer":{"token":"a\r\nX-Injected: 1"}}""", "the token in the response contains invalid characters")]
    [InlineData("""{"MediaContainer":{"token":"a\u0000"}}""", "the token in the response contains invalid characters")]
    [InlineData("""{"MediaContainer":{"token":"ü"}}""", "the token in the response contains invalid characters")]
    [InlineData("""<MediaContainer token="a&#10;b"/>""", "the token in the response contains invalid characters")]
    public void A_missing_or_invalid_token_is_an_error(string text, string words)
    {
        ResponseElement response = ResponseBody.Read(text);

        Assert.Contains(
            words, Assert.Throws<ResponseException>(() => ResponseMapper.Token(response)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_too_long_token_is_an_error()
    {
        ResponseElement response =
            ResponseBody.Read($$$"""{"MediaContainer":{"token":"{{{new string('a', PlexToken.MaximumLength + 1)}}}"}}""");

        Assert.Throws<ResponseException>(() => ResponseMapper.Token(response));
    }
}
