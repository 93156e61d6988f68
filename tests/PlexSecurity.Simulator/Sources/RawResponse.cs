using System.Text;

namespace PlexSecurity.Simulator;

/// <summary>A body to send unchanged, with its content type.</summary>
public sealed class RawResponse
{
    /// <summary>A body of bytes.</summary>
    public RawResponse(byte[] body, string contentType = SimulatedResponse.Json)
    {
        Body = body;
        ContentType = contentType;
    }

    /// <summary>A body of text, sent as UTF-8.</summary>
    public RawResponse(string body, string contentType = SimulatedResponse.Json)
        : this(Encoding.UTF8.GetBytes(body), contentType)
    {
    }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The value of the Content-Type header.</summary>
    public string ContentType { get; }

    /// <summary>A JSON body.</summary>
    public static implicit operator RawResponse(string body) => new(body);

    /// <summary>A body with the content type of JSON.</summary>
    public static implicit operator RawResponse(byte[] body) => new(body);
}
