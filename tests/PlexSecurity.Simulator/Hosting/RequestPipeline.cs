using Microsoft.AspNetCore.Http.Features;

namespace PlexSecurity.Simulator;

/// <summary>The way of a request: recorded first, then a fault or the true answer.</summary>
/// <param name="log">The record.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="clock">The clock of the record.</param>
/// <param name="answer">What the server says to a path, its path base taken off.</param>
/// <param name="stopping">Ends every request.</param>
internal sealed class RequestPipeline(
    RequestLog log, FaultPlan faults, TimeProvider clock, Func<string, HttpRequest, Answer> answer, CancellationToken stopping)
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
        bool inside = context.Request.Path.StartsWithSegments(PathBase, out PathString rest);
        string path = rest.HasValue ? rest.Value : "/";
        var exchange = new Exchange(context, recorded.Request, inside ? TrueAnswer : NotFound, ended.Token);
        Answer TrueAnswer() => answer(path, context.Request);

        // Before the first byte leaves: whoever has read the response finds its status in the record.
        context.Response.OnStarting(() =>
        {
            // Kestrel comes here for an aborted request as well, though nothing is sent.
            if (!exchange.Aborted) log.Answered(recorded, context.Response.StatusCode);
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

    private static Answer NotFound() => Answer.Error(StatusCodes.Status404NotFound);

    private Task ApplyAsync(Exchange exchange, string path)
    {
        Fault? fault = RequireSecureConnections && !exchange.Request.Https
            ? Fault.Drop()
            : faults.Next(path, exchange.Request);
        return fault is null ? exchange.SendTrueAnswerAsync() : fault.ApplyAsync(exchange);
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
