using System.Text;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>An invalid byte in an unused member does not make a server unusable.</summary>
public sealed class DamagedTextTests
{
    private const string Damage = "DAMAGE";

    public static TheoryData<byte[]> InvalidUtf8 =>
        new() { { [0xFF] }, { [0xC0, 0x80] }, { [0xED, 0xA0, 0x80] }, { [0xE2, 0x82] }, { [0x80] } };

    [Theory]
    [MemberData(nameof(InvalidUtf8))]
    public void Invalid_UTF8_is_replaced(byte[] damage)
    {
        foreach (string text in (string[])[
            $$$"""{"MediaContainer":{"title":"{{{Damage}}}b","machineIdentifier":"abc","{{{Damage}}}":1}}""",
            $"""<MediaContainer title="{Damage}b" machineIdentifier="abc">{Damage}</MediaContainer>""",
            $"""<?xml version="1.0" encoding="utf-8"?><MediaContainer title="{Damage}b" machineIdentifier="abc"/>"""])
        {
            ResponseElement response = ResponseReader.Read(new ArraySegment<byte>(Damaged(text, damage)));

            Assert.Equal("abc", ResponseMapper.Identity(response).MachineIdentifier);
            Assert.Matches("^\uFFFD+b$", response.Children[0]["title"]);
        }
    }

    [Theory]
    [InlineData("""{"MediaContainer":{"title":"\ud800b","\udc00":"\udfff","machineIdentifier":"abc"}}""")]
    [InlineData("""{"MediaContainer":{"title":"\udc00b","machineIdentifier":"abc"}}""")]
    [InlineData("""<MediaContainer title="&#xD800;b" machineIdentifier="abc"/>""")]
    [InlineData("""<MediaContainer title="&#xDFFF;b" machineIdentifier="abc"/>""")]
    public void A_lone_surrogate_is_replaced(string text)
    {
        ResponseElement response = ResponseBody.Read(text);

        Assert.Equal("abc", ResponseMapper.Identity(response).MachineIdentifier);
        Assert.Equal("\uFFFDb", response.Children[0]["title"]);
    }

    [Fact]
    public void An_escaped_control_character_is_accepted() => Assert.Equal(
        "abc",
        ResponseMapper.Identity(ResponseBody.Read("<MediaContainer title=\"&#0;&#27;&#x9B;b\" machineIdentifier=\"abc\"/>"))
            .MachineIdentifier);

    [Theory]
    [InlineData("""{"a":"\ud83c\udfe0 \u00fc\"\\\/\b\f\n\r\t\u0041"}""", "\U0001F3E0 \u00FC\"\\/\b\f\n\r\tA")]
    [InlineData("""{"a":"\\u0041"}""", "\\u0041")]
    [InlineData("""{"\u0061":"x"}""", "x")]
    [InlineData("{\"a\":\"\u65E5\U0001F3E0\"}", "\u65E5\U0001F3E0")]
    public void Valid_escapes_are_decoded(string text, string expected) =>
        Assert.Equal(expected, ResponseBody.Read(text)["a"]);

    [Theory]
    [InlineData("{\"MediaContainer\":{\"token\":\"a\\ud800\"}}")]
    [InlineData("<MediaContainer token=\"a&#xD800;\"/>")]
    public void A_lone_surrogate_in_a_token_is_an_error(string text)
    {
        ResponseElement response = ResponseBody.Read(text);

        Assert.Throws<ResponseException>(() => ResponseMapper.Token(response));
    }

    private static byte[] Damaged(string text, byte[] damage)
    {
        List<byte> bytes = [];
        string[] parts = text.Split(Damage);
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                bytes.AddRange(damage);
            bytes.AddRange(Encoding.UTF8.GetBytes(parts[i]));
        }

        return [.. bytes];
    }
}
