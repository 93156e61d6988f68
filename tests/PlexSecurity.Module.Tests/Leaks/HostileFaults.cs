using PlexSecurity.Simulator;

namespace PlexSecurity.Module.Tests.Leaks;

/// <summary>Faults in which the server repeats the token where an error could quote it.</summary>
internal static class HostileFaults
{
    public static IReadOnlyDictionary<string, Func<string, Fault>> All { get; } = new Dictionary<string, Func<string, Fault>>
    {
        ["status line"] = token => Fault.Raw($"{token}\r\n\r\n"),
        ["reason phrase"] = token => Fault.Raw($"HTTP/1.1 401 {token}\r\nContent-Length: 0\r\n\r\n"),
        ["status code"] = token => Fault.Raw($"HTTP/1.1 {token} OK\r\n\r\n"),
        ["header without a colon"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\n{token}\r\n\r\n"),
        ["header with a bad name"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\nbad {token}: x\r\n\r\n"),
        ["length that is no number"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\nContent-Length: {token}\r\n\r\n"),
        ["chunk size"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{token}\r\n"),
        ["chunk end"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx{token}\r\n"),
        ["content encoding"] = token => Fault.Raw($"HTTP/1.1 200 OK\r\nContent-Encoding: {token}\r\nContent-Length: 1\r\n\r\nx"),
        ["content type"] = token => Fault.Garbage("x", $"text/{token}"),
        ["location"] = token => Fault.Redirect($"http://{token}:{token}@elsewhere.example/{token}?X-Plex-Token={token}#{token}"),
        ["host of the location"] = token => Fault.Raw(
            $"HTTP/1.1 302 Found\r\nLocation: http://{token}.example/\r\nContent-Length: 0\r\n\r\n"),
        ["relative location"] = token => Fault.Redirect($"/{token}"),
        ["broken location"] = token => Fault.Raw(
            $"HTTP/1.1 302 Found\r\nLocation: http://[{token}/\r\nContent-Length: 0\r\n\r\n"),
        ["retry after"] = token => Fault.Status(429, retryAfter: token),
        ["body"] = _ => Fault.Echo(),
        ["JSON"] = token => Fault.Garbage($"{{\"{token}\":{token}}}"),
        ["JSON name"] = token => Fault.Garbage($"{{\"MediaContainer\":{{\"{token}\":\"\\q{token}\"}}}}"),
        ["XML"] = token => Fault.Garbage($"<MediaContainer><{token}></MediaContainer>", "text/xml"),
        ["XML entity"] = token => Fault.Garbage($"<MediaContainer a=\"&{token};\" />", "text/xml"),
        ["document type"] = token => Fault.Garbage($"<!DOCTYPE {token}><MediaContainer />", "text/xml"),
        ["HTML"] = token => Fault.Garbage($"<html><body>{token}</body></html>", "text/html"),
        ["error page"] = token => Fault.Status(500, body: token),
        ["damaged new token"] = token => Fault.Garbage(
            $"{{\"MediaContainer\":{{\"token\":\"{token} \",\"Device\":{{\"accessToken\":\"{token} \"}}}}}}"),
        ["damaged connection"] = token => Fault.Garbage(
            "{\"MediaContainer\":{\"Device\":{\"accessToken\":\"another-token-entirely\","
            + $"\"Connection\":[{{\"uri\":\"http://nas/?{token}\",\"port\":\"{token}\"}}]}}}}}}"),
    };
}
