using System.Text;
using PlexSecurity.Answers;

namespace PlexSecurity.Core.Tests;

/// <summary>An answer's text as the reader gets it.</summary>
internal static class Body
{
    public static ArraySegment<byte> Of(string text) => new(Encoding.UTF8.GetBytes(text));

    public static AnswerElement Read(string text) => AnswerReader.Read(Of(text));

    public static string Fault(string text) => Assert.Throws<AnswerException>(() => Read(text)).Message;
}
