using System.Text;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Attacks;

/// <summary>One byte that is no text, in a member that nobody reads, does not make a server unusable.</summary>
public sealed class DamagedTextTests
{
    private const string Damage = "DAMAGE";

    public static TheoryData<byte[]> NoUtf8 =>
        new() { { [0xFF] }, { [0xC0, 0x80] }, { [0xED, 0xA0, 0x80] }, { [0xE2, 0x82] }, { [0x80] } };

    [Theory]
    [MemberData(nameof(NoUtf8))]
    public void Bytes_that_are_no_UTF8_are_replaced(byte[] damage)
    {
        foreach (string text in (string[])[
            $$$"""{"MediaContainer":{"title":"{{{Damage}}}b","machineIdentifier":"abc","{{{Damage}}}":1}}""",
            $"""<MediaContainer title="{Damage}b" machineIdentifier="abc">{Damage}</MediaContainer>""",
            $"""<?xml version="1.0" encoding="utf-8"?><MediaContainer title="{Damage}b" machineIdentifier="abc"/>"""])
        {
            ResponseElement answer = ResponseReader.Read(new ArraySegment<byte>(Damaged(text, damage)));

            Assert.Equal("abc", ResponseMapper.Identity(answer).MachineIdentifier);
            Assert.Matches("^\uFFFD+b$", answer.Children[0]["title"]);
        }
    }

    [Theory]
    [InlineData("""{"MediaContainer":{"title":"\ud800b","\udc00":"\udfff","machineIdentifier":"abc"}}""")]
    [InlineData("""{"MediaContainer":{"title":"\udc00b","machineIdentifier":"abc"}}""")]
    [InlineData("""<MediaContainer title="&#xD800;b" machineIdentifier="abc"/>""")]
    [InlineData("""<MediaContainer title="&#xDFFF;b" machineIdentifier="abc"/>""")]
    public void Half_of_a_surrogate_pair_is_replaced(string text)
    {
        ResponseElement answer = ResponseBody.Read(text);

        Assert.Equal("abc", ResponseMapper.Identity(answer).MachineIdentifier);
        Assert.Equal("\uFFFDb", answer.Children[0]["title"]);
    }

    [Fact]
    public void Nor_does_a_control_character_that_is_written_as_a_number() => Assert.Equal(
        "abc",
        ResponseMapper.Identity(ResponseBody.Read("<MediaContainer title=\"&#0;&#27;&#x9B;b\" machineIdentifier=\"abc\"/>"))
            .MachineIdentifier);

    [Theory]
    [InlineData("""{"a":"\ud83c\udfe0 \u00fc\"\\\/\b\f\n\r\t\u0041"}""", "\U0001F3E0 \u00FC\"\\/\b\f\n\r\tA")]
    [InlineData("""{"a":"\\u0041"}""", "\\u0041")]
    [InlineData("""{"\u0061":"x"}""", "x")]
    [InlineData("{\"a\":\"\u65E5\U0001F3E0\"}", "\u65E5\U0001F3E0")]
    public void What_is_whole_is_read_as_it_is_meant(string text, string expected) =>
        Assert.Equal(expected, ResponseBody.Read(text)["a"]);

    [Theory]
    [InlineData("{\"MediaContainer\":{\"token\":\"a\\ud800\"}}")]
    [InlineData("<MediaContainer token=\"a&#xD800;\"/>")]
    public void In_a_token_it_is_a_fault(string text)
    {
        ResponseElement answer = ResponseBody.Read(text);

        Assert.Throws<ResponseException>(() => ResponseMapper.Token(answer));
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
