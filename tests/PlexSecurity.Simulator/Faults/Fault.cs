using System.Text;

namespace PlexSecurity.Simulator;

/// <summary>Something that goes wrong with a response.</summary>
public sealed class Fault
{
    private readonly string _name;
    private readonly Func<Exchange, Task> _apply;

    private Fault(string name, Func<Exchange, Task> apply)
    {
        _name = name;
        _apply = apply;
    }

    /// <summary>Waits on the real clock, then answers as usual. Ends when the client goes away.</summary>
    public static Fault Delay(TimeSpan delay) => new("delay", exchange => SlowFaults.DelayAsync(exchange, delay));

    /// <summary>Never answers; ends when the client goes away.</summary>
    public static Fault Hang() => new("hang", exchange => Task.Delay(Timeout.Infinite, exchange.Ended));

    /// <summary>Closes the connection without a byte.</summary>
    public static Fault Drop() => new("drop", exchange =>
    {
        exchange.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Sends the headers of the usual answer, then closes the connection.</summary>
    public static Fault DropAfterHeaders() => new("drop-after-headers", exchange => BrokenFaults.TruncateAsync(exchange, 0));

    /// <summary>Promises the whole of the usual answer, sends so many bytes of its body and closes the connection.</summary>
    public static Fault Truncate(int bytes) => new("truncate", exchange => BrokenFaults.TruncateAsync(exchange, bytes));

    /// <summary>Answers 200 with this body.</summary>
    public static Fault Garbage(string body, string contentType = Answer.Json) =>
        Garbage(Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>Answers 200 with this body.</summary>
    public static Fault Garbage(byte[] body, string contentType = Answer.Json) =>
        new("garbage", exchange => exchange.SendAsync(new Answer(StatusCodes.Status200OK, contentType, body)));

    /// <summary>Answers 200 with a web page, as a captive portal does.</summary>
    public static Fault Html() => new("html", exchange => exchange.SendAsync(BrokenFaults.Portal));

    /// <summary>Answers this status, with the server's own page for it unless a body is given.</summary>
    /// <param name="code">The status code.</param>
    /// <param name="retryAfter">The Retry-After header, as it is to be sent.</param>
    /// <param name="body">An HTML body in place of the server's own.</param>
    public static Fault Status(int code, string? retryAfter = null, string? body = null) => new("status", exchange =>
    {
        if (retryAfter is not null) exchange.Response.Headers.RetryAfter = retryAfter;
        return exchange.SendAsync(body is null ? Answer.Error(code) : Answer.Text(code, Answer.Html, body));
    });

    /// <summary>Sends the client elsewhere.</summary>
    public static Fault Redirect(string location, int code = StatusCodes.Status302Found) => new("redirect", exchange =>
    {
        exchange.Response.Headers.Location = location;
        return exchange.SendAsync(Answer.Error(code));
    });

    /// <summary>Sends the client elsewhere.</summary>
    public static Fault Redirect(Uri location, int code = StatusCodes.Status302Found)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Redirect(location.AbsoluteUri, code);
    }

    /// <summary>Sends the usual body one byte at a time, so long after each other.</summary>
    public static Fault Drip(TimeSpan interval) => new("drip", exchange => SlowFaults.DripAsync(exchange, interval));

    /// <summary>Sends a token answer with a token of that size.</summary>
    /// <param name="bytes">The size of the body, unpacked; 0 or less: it never ends.</param>
    /// <param name="gzip">Whether it is sent packed, as a small body that unpacks to a large one.</param>
    /// <param name="declareLength">Whether Content-Length tells the size. Not for a packed or endless body.</param>
    public static Fault Huge(long bytes = 0, bool gzip = false, bool declareLength = false) =>
        new("huge", exchange => HugeFault.SendAsync(exchange, bytes, gzip, declareLength));

    /// <summary>Answers 204.</summary>
    public static Fault NoContent() => Status(StatusCodes.Status204NoContent);

    /// <summary>Answers 200 with garbage with token and path of the request, to catch clients that quote bodies.</summary>
    public static Fault Echo() => new("echo", exchange => exchange.SendAsync(Answer.Text(
        StatusCodes.Status200OK, Answer.Json, $"{{\"you sent\": \"{exchange.Request.Token}\" <<< {exchange.Request.Token} "
            + exchange.Request.RawTarget)));

    /// <summary>Sends these bytes, one a character, in place of an HTTP answer, then closes the connection.</summary>
    public static Fault Raw(string bytes) => new("raw", exchange => BrokenFaults.RawAsync(exchange, bytes));

    /// <summary>The kind of fault.</summary>
    public override string ToString() => _name;

    internal Task ApplyAsync(Exchange exchange) => _apply(exchange);
}
