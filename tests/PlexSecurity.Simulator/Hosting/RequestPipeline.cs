using Microsoft.AspNetCore.Http.Features;

namespace PlexSecurity.Simulator;

/// <summary>Handles a request: records it, then applies a fault or sends the normal response.</summary>
/// <param name="log">The log of the requests.</param>
/// <param name="faults">The planned faults.</param>
/// <param name="clock">The clock for the log.</param>
/// <param name="respond">Creates the normal response for a path without the path base.</param>
/// <param name="stopping">Aborts every request.</param>
internal sealed class RequestPipeline(
    RequestLog log, FaultPlan faults, TimeProvider clock, Func<string, HttpRequest, SimulatedResponse> respond,
    CancellationToken stopping)
{
    public string PathBase { get; init; } = "";

    public bool RequireSecureConnections { get; init; }

    public Control? Control { get; init; }

    public async Task HandleAsync(HttpContext context)
    {
        if (Control is not null && context.Request.Path.StartsWithSegments("/simulator", out PathString command))
        {
            await Exchange.SendAsync(context, Control.Handle(command, context.Request), stopping).ConfigureAwait(false);
            return;
        }

        RecordedExchange recorded = log.Received(Describe(context));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        bool isBelowPathBase = context.Request.Path.StartsWithSegments(PathBase, out PathString rest);
        string path = rest.HasValue ? rest.Value : "/";
        var exchange = new Exchange(context, recorded.Request, isBelowPathBase ? NormalResponse : NotFound, ended.Token);
        SimulatedResponse NormalResponse() => respond(path, context.Request);

        // Before the first byte is sent, so that a client that has read the response finds its status in the log.
        context.Response.OnStarting(() =>
        {
            // Kestrel also calls this for an aborted request, which sends nothing.
            if (!exchange.Aborted) log.Responded(recorded, context.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            await ApplyAsync(exchange, path).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            exchange.Abort();
        }
        finally
        {
            log.Finished();
        }
    }

    private static SimulatedResponse NotFound() => SimulatedResponse.Error(StatusCodes.Status404NotFound);

    private Task ApplyAsync(Exchange exchange, string path)
    {
        Fault? fault = RequireSecureConnections && !exchange.Request.Https
            ? Fault.Drop()
            : faults.Next(path, exchange.Request);
        return fault is null ? exchange.SendNormalResponseAsync() : fault.ApplyAsync(exchange);
    }

    private RecordedRequest Describe(HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new RecordedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            headers,
            headers.GetValueOrDefault("X-Plex-Token"),
            context.Request.IsHttps,
            StatusCode: 0,
            clock.GetUtcNow(),
            context.Connection.Id);
    }
}
