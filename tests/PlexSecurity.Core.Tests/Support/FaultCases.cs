namespace PlexSecurity.Core.Tests.Support;

/// <summary>Every fault of a server in one request, and the error that it becomes in any call.</summary>
internal static class FaultCases
{
    private const string CutOff = "closed before the response was complete";
    private const string NoHttp = "did not return an HTTP response";
    private const string TooDeep = "32 levels deep";

    public static IReadOnlyList<FaultCase> All { get; } = [.. Statuses(), .. Broken(), .. Bodies(), .. NotHttp()];

    private static IEnumerable<FaultCase> Statuses()
    {
        yield return new("400", Fault.Status(400), PlexError.BadRequest, 400, "400");
        yield return new("401", Fault.Status(401), PlexError.Unauthorized, 401, "the server rejected the token (401)");
        yield return new("403", Fault.Status(403), PlexError.Forbidden, 403, "the server refused the request (403)");
        yield return new("404", Fault.Status(404), PlexError.NotFound, 404, "not found");
        yield return new("429", Fault.Status(429), PlexError.RateLimited, 429, "too many requests");
        yield return new("503", Fault.Status(503), PlexError.ServerUnavailable, 503, "starting or migrating");
        foreach (int status in (int[])[500, 501, 502, 504, 520, 599])
            yield return new(
                $"{status}", Fault.Status(status), PlexError.ServerUnavailable, status, $"the server returned {status}");
        foreach (int status in (int[])[300, 301, 302, 303, 304, 305, 307, 308, 399])
            yield return new(
                $"{status}",
                Fault.Status(status),
                PlexError.Redirected,
                status,
                $"the server returned a redirect ({status}); redirects are not followed");
        foreach (int status in (int[])[201, 202, 204, 205, 206, 299, 402, 405, 406, 407, 408, 410, 418, 431, 451, 499, 600, 999])
            yield return new(
                $"{status}",
                Fault.Status(status),
                PlexError.InvalidResponse,
                status,
                $"the server returned an unexpected status ({status})");
        yield return new(
            "101",
            Fault.Raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
            PlexError.InvalidResponse,
            101,
            "the server returned an unexpected status (101)");
    }

    private static IEnumerable<FaultCase> Broken()
    {
        yield return new("drop", Fault.Drop(), PlexError.ConnectionFailed, null, "closed without a response");
        yield return new("drop after headers", Fault.DropAfterHeaders(), PlexError.InvalidResponse, 200, CutOff);
        yield return new("truncate", Fault.Truncate(10), PlexError.InvalidResponse, 200, CutOff);
        yield return new(
            "early hints, then nothing",
            Fault.Raw("HTTP/1.1 103 Early Hints\r\n\r\n"),
            PlexError.ConnectionFailed,
            null,
            "closed without a response");
        yield return new(
            "half a status line", Fault.Raw("HTTP/1.1 2"), PlexError.ConnectionFailed, null, "closed without a response");
        yield return new(
            "half a header", Fault.Raw(
                "HTTP/1.1 200 OK\r\nContent-"), PlexError.ConnectionFailed, null, "closed without a response");
        yield return new(
            "no chunk",
            Fault.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
            PlexError.InvalidResponse,
            200,
            CutOff);
        yield return new(
            "bad chunk",
            Fault.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}"),
            PlexError.InvalidResponse,
            200,
            CutOff);
        yield return new(
            "half a chunk",
            Fault.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"Media"),
            PlexError.InvalidResponse,
            200,
            CutOff);
        yield return new(
            "no gzip",
            Fault.Raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: 8\r\n\r\nnot gzip"),
            PlexError.InvalidResponse,
            200,
            CutOff);
    }

    private static IEnumerable<FaultCase> Bodies()
    {
        yield return new("web page", Fault.Html(), PlexError.InvalidResponse, 200, "HTML page");
        yield return new("empty body", Fault.Garbage(string.Empty), PlexError.InvalidResponse, 200, "empty");
        yield return new("text", Fault.Garbage("hello", "text/plain"), PlexError.InvalidResponse, 200, "neither JSON nor XML");
        yield return new("null", Fault.Garbage("null"), PlexError.InvalidResponse, 200, "neither JSON nor XML");
        yield return new(
            "half a JSON", Fault.Garbage("""{"MediaContainer":{"""), PlexError.InvalidResponse, 200, "not valid JSON");
        yield return new(
            "half an XML", Fault.Garbage("<MediaContainer", "text/xml"), PlexError.InvalidResponse, 200, "not well-formed XML");
        yield return new(
            "no container", Fault.Garbage("{}"), PlexError.InvalidResponse, 200, "no MediaContainer")
        { IsWellFormed = true };
        yield return new(
            "array", Fault.Garbage("[]"), PlexError.InvalidResponse, 200, "the response contains no ")
        { IsWellFormed = true };
        yield return new(
            "maintenance with 200",
            Fault.Garbage("""<Response code="503" title="Maintenance"/>""", "text/xml"),
            PlexError.InvalidResponse,
            200,
            "no MediaContainer")
        { IsWellFormed = true };
        yield return new("echo", Fault.Echo(), PlexError.InvalidResponse, 200, "not valid JSON");
        yield return new("binary", Fault.Garbage([0x00, 0xFF, 0xFE]), PlexError.InvalidResponse, 200, "neither JSON nor XML");
        yield return new(
            "33 deep", Fault.Garbage(new string('[', 33) + new string(']', 33)), PlexError.InvalidResponse, 200, TooDeep);
        yield return new(
            "33 deep in XML", Fault.Garbage(Deep("<a>") + Deep("</a>"), "text/xml"), PlexError.InvalidResponse, 200, TooDeep);
        yield return new(
            "document type",
            Fault.Garbage("<!DOCTYPE a [<!ENTITY b 'c'>]><MediaContainer token='&b;' machineIdentifier='&b;'/>", "text/xml"),
            PlexError.InvalidResponse,
            200,
            "document type");
        yield return new("huge", Fault.Huge(2 * 1024 * 1024), PlexError.InvalidResponse, 200, "larger than 1024 KiB");
        yield return new(
            "huge with its length",
            Fault.Huge(2 * 1024 * 1024, declareLength: true),
            PlexError.InvalidResponse,
            200,
            "larger than 1024 KiB");
        yield return new("endless", Fault.Huge(), PlexError.InvalidResponse, 200, "larger than 1024 KiB");
        yield return new(
            "bomb", Fault.Huge(256 * 1024 * 1024, gzip: true), PlexError.InvalidResponse, 200, "larger than 1024 KiB");
    }

    private static IEnumerable<FaultCase> NotHttp()
    {
        yield return new(
            "an SSH server", Fault.Raw("SSH-2.0-OpenSSH_9.9\r\n"), PlexError.InvalidResponse, null, NoHttp);
        yield return new(
            "a mail server", Fault.Raw("220 mail.example ESMTP\r\n"), PlexError.InvalidResponse, null, NoHttp);
        yield return new(
            "bad status line", Fault.Raw("HTTP/1.1 abc\r\n\r\n"), PlexError.InvalidResponse, null, NoHttp);
        yield return new(
            "bad header",
            Fault.Raw("HTTP/1.1 200 OK\r\nno colon\r\n\r\n"),
            PlexError.InvalidResponse,
            null,
            NoHttp);
        yield return new(
            "a TLS alert", Fault.Raw(
                "\x15\x03\x01\0\x02\x02\x46"), PlexError.ConnectionFailed, null, "closed without a response");
        string header = new('a', 128 * 1024);
        yield return new(
            "endless header",
            Fault.Raw($"HTTP/1.1 200 OK\r\nX: {header}\r\n\r\n"),
            PlexError.InvalidResponse,
            null,
            NoHttp);
    }

    private static string Deep(string tag) => string.Concat(Enumerable.Repeat(tag, 33));
}
