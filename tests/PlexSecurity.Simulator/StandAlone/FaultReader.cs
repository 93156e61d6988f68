using System.Globalization;

namespace PlexSecurity.Simulator;

/// <summary>Reads a fault from the query of POST /simulator/fault.</summary>
internal static class FaultReader
{
    public static Fault Read(IQueryCollection query) => query["kind"].ToString() switch
    {
        "delay" => Fault.Delay(TimeSpan.FromMilliseconds(Number(query, "ms", 1000))),
        "hang" => Fault.Hang(),
        "drop" => Fault.Drop(),
        "drop-after-headers" => Fault.DropAfterHeaders(),
        "truncate" => Fault.Truncate(Number(query, "bytes", 20)),
        "garbage" => Fault.Garbage(
            Text(query, "body") ?? "{\"MediaContainer\":", Text(query, "content-type") ?? SimulatedResponse.Json),
        "html" => Fault.Html(),
        "status" => Fault.Status(Number(query, "code", 500), Text(query, "retry-after"), Text(query, "body")),
        "redirect" => Fault.Redirect(Text(query, "location") ?? "http://127.0.0.1:9/", Number(query, "code", 302)),
        "drip" => Fault.Drip(TimeSpan.FromMilliseconds(Number(query, "ms", 100))),
        "huge" => Fault.Huge(Number(query, "bytes", 0), Text(query, "gzip") == "1"),
        "no-content" => Fault.NoContent(),
        "echo" => Fault.Echo(),
        "raw" => Fault.Raw(Text(query, "body") ?? ""),
        var kind => throw new FormatException($"There is no fault '{kind}'."),
    };

    private static string? Text(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var value) ? value.ToString() : null;

    private static int Number(IQueryCollection query, string name, int fallback) =>
        Text(query, name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : fallback;
}
