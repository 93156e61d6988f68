using System.Text;

namespace PlexSecurity.Simulator;

/// <summary>A body to send as it is, with its content type.</summary>
public sealed class RawAnswer
{
    /// <summary>A body of bytes.</summary>
    public RawAnswer(byte[] body, string contentType = Answer.Json)
    {
        Body = body;
        ContentType = contentType;
    }

    /// <summary>A body of text, sent as UTF-8.</summary>
    public RawAnswer(string body, string contentType = Answer.Json)
        : this(Encoding.UTF8.GetBytes(body), contentType)
    {
    }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The value of the Content-Type header.</summary>
    public string ContentType { get; }

    /// <summary>A JSON body.</summary>
    public static implicit operator RawAnswer(string body) => new(body);

    /// <summary>A body said to be JSON.</summary>
    public static implicit operator RawAnswer(byte[] body) => new(body);
}
