namespace PlexSecurity.Simulator;

/// <summary>A pending request and its possible responses.</summary>
internal sealed class Exchange(
    HttpContext context, RecordedRequest request, Func<SimulatedResponse> normalResponse, CancellationToken ended)
{
    public RecordedRequest Request { get; } = request;

    /// <summary>Canceled when the client disconnects or the server stops.</summary>
    public CancellationToken Ended { get; } = ended;

    public HttpResponse Response => context.Response;

    /// <summary>The normal response of the server. It is created on each call, so after any delay.</summary>
    public SimulatedResponse NormalResponse() => normalResponse();

    public Task SendNormalResponseAsync() => SendAsync(normalResponse());

    public Task SendAsync(SimulatedResponse response) => SendAsync(context, response, Ended);

    /// <summary>Sends the status and the headers. The caller sends all or part of the body.</summary>
    public Task StartAsync(SimulatedResponse response) => StartAsync(context, response, Ended);

    /// <summary>Whether the connection was closed instead of sending a response.</summary>
    public bool Aborted { get; private set; }

    /// <summary>Closes the connection and sends nothing more.</summary>
    public void Abort()
    {
        Aborted = true;
        context.Abort();
    }

    public static async Task SendAsync(HttpContext context, SimulatedResponse response, CancellationToken ct)
    {
        await StartAsync(context, response, ct).ConfigureAwait(false);
        if (HasBody(context, response)) await context.Response.Body.WriteAsync(response.Body, ct).ConfigureAwait(false);
    }

    private static Task StartAsync(HttpContext context, SimulatedResponse response, CancellationToken ct)
    {
        HttpResponse output = context.Response;
        output.StatusCode = response.Status;
        output.Headers["X-Plex-Protocol"] = "1.0";
        output.Headers.CacheControl = "no-cache";
        if (MayHaveBody(response.Status))
        {
            output.ContentType = response.ContentType;
            output.ContentLength = response.Body.Length;
        }

        return output.StartAsync(ct);
    }

    private static bool HasBody(HttpContext context, SimulatedResponse response) =>
        MayHaveBody(response.Status) && !HttpMethods.IsHead(context.Request.Method);

    private static bool MayHaveBody(int status) => status is >= 200 and not (204 or 205 or 304);
}
