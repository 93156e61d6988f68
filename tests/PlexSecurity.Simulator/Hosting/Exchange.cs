namespace PlexSecurity.Simulator;

/// <summary>A request that waits for its answer, and the ways to give one.</summary>
internal sealed class Exchange(HttpContext context, RecordedRequest request, Func<Answer> trueAnswer, CancellationToken ended)
{
    public RecordedRequest Request { get; } = request;

    /// <summary>Canceled when the client goes away or the server stops.</summary>
    public CancellationToken Ended { get; } = ended;

    public HttpResponse Response => context.Response;

    /// <summary>What the server would say; worked out when asked for, so after any delay.</summary>
    public Answer TrueAnswer() => trueAnswer();

    public Task SendTrueAnswerAsync() => SendAsync(trueAnswer());

    public Task SendAsync(Answer answer) => SendAsync(context, answer, Ended);

    /// <summary>Sends status and headers; the caller sends the body, or less than that.</summary>
    public Task StartAsync(Answer answer) => StartAsync(context, answer, Ended);

    /// <summary>Whether the connection was closed in place of a response.</summary>
    public bool Aborted { get; private set; }

    /// <summary>Closes the connection; nothing more is sent.</summary>
    public void Abort()
    {
        Aborted = true;
        context.Abort();
    }

    public static async Task SendAsync(HttpContext context, Answer answer, CancellationToken ct)
    {
        await StartAsync(context, answer, ct).ConfigureAwait(false);
        if (HasBody(context, answer)) await context.Response.Body.WriteAsync(answer.Body, ct).ConfigureAwait(false);
    }

    private static Task StartAsync(HttpContext context, Answer answer, CancellationToken ct)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["X-Plex-Protocol"] = "1.0";
        response.Headers.CacheControl = "no-cache";
        if (MayHaveBody(answer.Status))
        {
            response.ContentType = answer.ContentType;
            response.ContentLength = answer.Body.Length;
        }

        return response.StartAsync(ct);
    }

    private static bool HasBody(HttpContext context, Answer answer) =>
        MayHaveBody(answer.Status) && !HttpMethods.IsHead(context.Request.Method);

    private static bool MayHaveBody(int status) => status is >= 200 and not (204 or 205 or 304);
}
