using System.Globalization;
using System.Text.Json;

namespace PlexSecurity.Simulator;

/// <summary>Steers the server over HTTP, for tests that run in another process. Only there when asked for.</summary>
internal sealed class Control(PlexSimulator server)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Answer Handle(PathString command, HttpRequest request)
    {
        try
        {
            return (request.Method, command.Value) switch
            {
                ("POST", "/restart") => Done(Restart),
                ("POST", "/clear") => Done(Clear),
                ("POST", "/fault") => Done(() => AddFault(request.Query)),
                ("GET", "/requests") => Answer.Text(200, Answer.Json, JsonSerializer.Serialize(server.Requests, Json)),
                ("GET", "/tokens") => Answer.Text(200, Answer.Json, JsonSerializer.Serialize(server.TransientTokens, Json)),
                _ => Answer.Error(StatusCodes.Status404NotFound),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return Answer.Text(StatusCodes.Status400BadRequest, "text/plain", e.Message);
        }
    }

    private static Answer Done(Action action)
    {
        action();
        return Answer.Error(StatusCodes.Status204NoContent);
    }

    /// <summary>A server that knows itself knows its new token afterwards.</summary>
    private void Restart()
    {
        server.Restart();
        SimulatedSource itself = server.AsSource();
        if (server.Sources.All.Any(source => source.Source == itself.Source))
            server.Sources.Add(itself);
    }

    private void Clear()
    {
        server.ClearRequests();
        server.Faults.Clear();
    }

    private void AddFault(IQueryCollection query)
    {
        string path = query["path"].ToString();
        string times = query["times"].ToString();
        server.Faults.Add(FaultReader.Read(query), path.Length == 0 ? null : path, times switch
        {
            "" => 1,
            "always" => int.MaxValue,
            _ => int.Parse(times, NumberStyles.None, CultureInfo.InvariantCulture),
        });
    }
}
