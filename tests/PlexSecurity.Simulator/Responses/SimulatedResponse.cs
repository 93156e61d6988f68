using System.Net;
using System.Text;

namespace PlexSecurity.Simulator;

/// <summary>A complete response: status, content type and body.</summary>
internal sealed record SimulatedResponse(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json";
    public const string Xml = "text/xml;charset=utf-8";
    public const string Html = "text/html;charset=utf-8";

    private const string Maintenance =
        """<Response code="503" title="Maintenance" status="The server is busy with its database." />""";

    public static SimulatedResponse Text(int status, string contentType, string body) =>
        new(status, contentType, Encoding.UTF8.GetBytes(body));

    /// <summary>The server's own page for a status: HTML even if the client accepts JSON, XML for 503.</summary>
    public static SimulatedResponse Error(int status) =>
        status == 503 ? Text(status, Xml, Maintenance) : Text(status, Html, Page(status));

    private static string Page(int status)
    {
        string reason = Reason(status);
        return $"<html><head><title>{reason}</title></head><body><h1>{status} {reason}</h1></body></html>";
    }

    private static string Reason(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.BadRequest => "Bad Request",
        HttpStatusCode.NotFound => "Not Found",
        HttpStatusCode.TooManyRequests => "Too Many Requests",
        HttpStatusCode.InternalServerError => "Internal Server Error",
        HttpStatusCode.BadGateway => "Bad Gateway",
        HttpStatusCode.GatewayTimeout => "Gateway Timeout",
        var known when Enum.IsDefined(known) => known.ToString(),
        _ => "Unknown",
    };
}
