using System.Globalization;
using System.Text.Json;

namespace PlexSecurity.Simulator;

/// <summary>Steers a server over HTTP, for tests that run in another process. Only there when asked for.</summary>
internal abstract class Control(RequestLog log, FaultPlan faults)
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web);

    public Answer Handle(PathString command, HttpRequest request)
    {
        try
        {
            return (request.Method, command.Value) switch
            {
                ("POST", "/clear") => Done(Clear),
                ("POST", "/fault") => Done(() => AddFault(request.Query)),
                ("GET", "/requests") => Json(log.Requests),
                var (method, name) => Handle(method, name ?? "", request.Query) ?? Answer.Error(StatusCodes.Status404NotFound),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return Answer.Text(StatusCodes.Status400BadRequest, "text/plain", e.Message);
        }
    }

    /// <summary>The commands of one kind of server; null where there is none of that name.</summary>
    protected abstract Answer? Handle(string method, string command, IQueryCollection query);

    protected static Answer Done(Action action)
    {
        action();
        return Answer.Error(StatusCodes.Status204NoContent);
    }

    protected static Answer Json<T>(T value) =>
        Answer.Text(StatusCodes.Status200OK, Answer.Json, JsonSerializer.Serialize(value, JsonOptions));

    protected virtual void Clear()
    {
        log.Clear();
        faults.Clear();
    }

    private void AddFault(IQueryCollection query)
    {
        string path = query["path"].ToString();
        string times = query["times"].ToString();
        faults.Add(FaultReader.Read(query), path.Length == 0 ? null : path, times switch
        {
            "" => 1,
            "always" => int.MaxValue,
            _ => int.Parse(times, NumberStyles.None, CultureInfo.InvariantCulture),
        });
    }
}
