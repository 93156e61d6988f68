using System.Text;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Support;

/// <summary>Reads the text of a response.</summary>
internal static class ResponseBody
{
    /// <summary>The time of the response.</summary>
    public static readonly DateTimeOffset Time = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static ArraySegment<byte> Of(string text) => new(Encoding.UTF8.GetBytes(text));

    public static ResponseElement Read(string text) => ResponseReader.Read(Of(text));

    /// <summary>Maps the source in a response.</summary>
    public static PlexSourceConnection Source(ResponseElement response, string source = "server://abc") =>
        ResponseMapper.Source(response, SourceIdentifier.Parse(source), "a-server", Time);

    public static string Fault(string text) => Assert.Throws<ResponseException>(() => Read(text)).Message;
}
