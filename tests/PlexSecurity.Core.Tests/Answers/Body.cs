using System.Text;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests;

/// <summary>An answer's text as the reader gets it.</summary>
internal static class Body
{
    public static ArraySegment<byte> Of(string text) => new(Encoding.UTF8.GetBytes(text));

    public static ResponseElement Read(string text) => ResponseReader.Read(Of(text));

    /// <summary>The source in an answer.</summary>
    public static PlexSourceConnection Source(ResponseElement answer, string source = "server://abc") =>
        ResponseMapper.Source(answer, SourceIdentifier.Parse(source), "a-server", DateTimeOffset.UnixEpoch);

    public static string Fault(string text) => Assert.Throws<ResponseException>(() => Read(text)).Message;
}
