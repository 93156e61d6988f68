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
        // Before the first byte leaves: whoever has read the answer finds its status in the record.
        context.Response.OnStarting(() =>
        {
            log.Answered(recorded, context.Response.StatusCode);
            return Task.CompletedTask;
        });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await AnswerAsync(context, recorded.Request, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            log.Finished();
        }
    }

    private Task AnswerAsync(HttpContext context, RecordedRequest request, CancellationToken ended)
    {
        bool inside = context.Request.Path.StartsWithSegments(server.PathBase, out PathString path);
        string endpoint = path.HasValue ? path.Value : "/";
        Answer TrueAnswer() => inside
            ? Endpoint.Answer(new Call(server, endpoint, context.Request))
            : Answer.Error(StatusCodes.Status404NotFound);
        var exchange = new Exchange(context, request, TrueAnswer, ended);

        Fault? fault = server.RequireSecureConnections && !request.Https
            ? Fault.Drop()
            : server.Faults.Next(endpoint, request);
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
