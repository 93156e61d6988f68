using System.Globalization;
using System.Text.Json;

namespace PlexSecurity.Simulator;

/// <summary>Controls a server over HTTP, for tests in another process. It is off by default.</summary>
internal abstract class Control(RequestLog log, FaultPlan faults)
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web);

    public SimulatedResponse Handle(PathString command, HttpRequest request)
    {
        try
        {
            return (request.Method, command.Value) switch
            {
                ("POST", "/clear") => Done(Clear),
                ("POST", "/fault") => Done(() => AddFault(request.Query)),
                ("GET", "/requests") => Json(log.Requests),
                var (method, name) =>
                    Handle(method, name ?? "", request.Query) ?? SimulatedResponse.Error(StatusCodes.Status404NotFound),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return SimulatedResponse.Text(StatusCodes.Status400BadRequest, "text/plain", e.Message);
        }
    }

    /// <summary>Handles the commands of one kind of server; null for an unknown command.</summary>
    protected abstract SimulatedResponse? Handle(string method, string command, IQueryCollection query);

    protected static SimulatedResponse Done(Action action)
    {
        action();
        return SimulatedResponse.Error(StatusCodes.Status204NoContent);
    }

    protected static SimulatedResponse Json<T>(T value) =>
        SimulatedResponse.Text(StatusCodes.Status200OK, SimulatedResponse.Json, JsonSerializer.Serialize(value, JsonOptions));

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
