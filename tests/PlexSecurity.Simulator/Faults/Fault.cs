using System.Text;

namespace PlexSecurity.Simulator;

/// <summary>A fault in a response.</summary>
public sealed class Fault
{
    private readonly string _name;
    private readonly Func<Exchange, Task> _apply;

    private Fault(string name, Func<Exchange, Task> apply)
    {
        _name = name;
        _apply = apply;
    }

    /// <summary>Delays the normal response, on the real clock. Ends when the client disconnects.</summary>
    public static Fault Delay(TimeSpan delay) => new("delay", exchange => SlowFaults.DelayAsync(exchange, delay));

    /// <summary>Sends no response. Ends when the client disconnects.</summary>
    public static Fault Hang() => new("hang", exchange => Task.Delay(Timeout.Infinite, exchange.Ended));

    /// <summary>Closes the connection without a response.</summary>
    public static Fault Drop() => new("drop", exchange =>
    {
        exchange.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Sends the headers of the normal response, then closes the connection.</summary>
    public static Fault DropAfterHeaders() => new("drop-after-headers", exchange => BrokenFaults.TruncateAsync(exchange, 0));

    /// <summary>Sends the headers and the first bytes of the body of the normal response, then closes the connection.</summary>
    public static Fault Truncate(int bytes) => new("truncate", exchange => BrokenFaults.TruncateAsync(exchange, bytes));

    /// <summary>Returns 200 with this body.</summary>
    public static Fault Garbage(string body, string contentType = SimulatedResponse.Json) =>
        Garbage(Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>Returns 200 with this body.</summary>
    public static Fault Garbage(byte[] body, string contentType = SimulatedResponse.Json) =>
        new("garbage", exchange => exchange.SendAsync(new SimulatedResponse(StatusCodes.Status200OK, contentType, body)));

    /// <summary>Returns 200 with an HTML page, like a captive portal.</summary>
    public static Fault Html() => new("html", exchange => exchange.SendAsync(BrokenFaults.Portal));

    /// <summary>Returns this status, by default with the server's own page for it.</summary>
    /// <param name="code">The status code.</param>
    /// <param name="retryAfter">The value of the Retry-After header.</param>
    /// <param name="body">An HTML body instead of the server's own page.</param>
    public static Fault Status(int code, string? retryAfter = null, string? body = null) => new("status", exchange =>
    {
        if (retryAfter is not null) exchange.Response.Headers.RetryAfter = retryAfter;
        return exchange.SendAsync(
            body is null ? SimulatedResponse.Error(code) : SimulatedResponse.Text(code, SimulatedResponse.Html, body));
    });

    /// <summary>Returns a redirect.</summary>
    public static Fault Redirect(string location, int code = StatusCodes.Status302Found) => new("redirect", exchange =>
    {
        exchange.Response.Headers.Location = location;
        return exchange.SendAsync(SimulatedResponse.Error(code));
    });

    /// <summary>Returns a redirect.</summary>
    public static Fault Redirect(Uri location, int code = StatusCodes.Status302Found)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Redirect(location.AbsoluteUri, code);
    }

    /// <summary>Sends the normal body one byte at a time, with a pause before each.</summary>
    public static Fault Drip(TimeSpan interval) => new("drip", exchange => SlowFaults.DripAsync(exchange, interval));

    /// <summary>Returns a response with an oversized token.</summary>
    /// <param name="bytes">The uncompressed size of the body; 0 or less for an endless one.</param>
    /// <param name="gzip">Whether to compress it, so that a small body expands to a large one.</param>
    /// <param name="declareLength">Whether to send Content-Length. Not for a compressed or endless body.</param>
    public static Fault Huge(long bytes = 0, bool gzip = false, bool declareLength = false) =>
        new("huge", exchange => HugeFault.SendAsync(exchange, bytes, gzip, declareLength));

    /// <summary>Returns 204.</summary>
    public static Fault NoContent() => Status(StatusCodes.Status204NoContent);

    /// <summary>Returns 200 with an invalid body that repeats token and path, to catch clients that quote bodies.</summary>
    public static Fault Echo() => new("echo", exchange => exchange.SendAsync(SimulatedResponse.Text(
        StatusCodes.Status200OK,
        SimulatedResponse.Json,
        $"{{\"you sent\": \"{exchange.Request.Token}\" <<< {exchange.Request.Token} " + exchange.Request.RawTarget)));

    /// <summary>Sends these bytes, one per character, instead of an HTTP response, then closes the connection.</summary>
    public static Fault Raw(string bytes) => new("raw", exchange => BrokenFaults.RawAsync(exchange, bytes));

    /// <summary>The kind of fault.</summary>
    public override string ToString() => _name;

    internal Task ApplyAsync(Exchange exchange) => _apply(exchange);
}
