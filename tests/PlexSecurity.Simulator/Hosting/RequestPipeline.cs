using Microsoft.AspNetCore.Http.Features;

namespace PlexSecurity.Simulator;

/// <summary>The way of a request: recorded first, then a fault or the true answer.</summary>
internal sealed class RequestPipeline(PlexSimulator server, RequestLog log, Control? control, CancellationToken stopping)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (control is not null && context.Request.Path.StartsWithSegments("/simulator", out PathString command))
        {
            await Exchange.SendAsync(context, control.Handle(command, context.Request), stopping).ConfigureAwait(false);
            return;
        }

        RecordedExchange recorded = log.Received(Describe(context));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        bool inside = context.Request.Path.StartsWithSegments(server.PathBase, out PathString rest);
        string path = rest.HasValue ? rest.Value : "/";
        var exchange = new Exchange(context, recorded.Request, inside ? TrueAnswer : NotFound, ended.Token);
        Answer TrueAnswer() => Endpoint.Answer(new Call(server, path, context.Request));

        // Before the first byte leaves: whoever has read the answer finds its status in the record.
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
        Fault? fault = server.RequireSecureConnections && !exchange.Request.Https
            ? Fault.Drop()
            : server.Faults.Next(path, exchange.Request);
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
            server.TimeProvider.GetUtcNow(),
            context.Connection.Id);
    }
}
