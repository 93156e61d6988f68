using System.Text;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>The text of a response as the reader gets it.</summary>
internal static class ResponseBody
{
    /// <summary>When the responses came.</summary>
    public static readonly DateTimeOffset Time = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static ArraySegment<byte> Of(string text) => new(Encoding.UTF8.GetBytes(text));

    public static ResponseElement Read(string text) => ResponseReader.Read(Of(text));

    /// <summary>The source in a response.</summary>
    public static PlexSourceConnection Source(ResponseElement answer, string source = "server://abc") =>
        ResponseMapper.Source(answer, SourceIdentifier.Parse(source), "a-server", Time);

    public static string Fault(string text) => Assert.Throws<ResponseException>(() => Read(text)).Message;
}
