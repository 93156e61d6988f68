namespace PlexSecurity.Http;

/// <summary>One request, and the token of the client that sends it, which is kept out of messages.</summary>
internal sealed record PlexCall(PlexRequest Request, PlexToken? Token, Action<PlexAttempt>? Observer)
{
    /// <summary>The token to send; null if the request needs none.</summary>
    public PlexToken? SentToken => Request.NeedsToken ? Token : null;

    /// <summary>Reports an attempt to the observer.</summary>
    public void Observe(Uri uri, int number, TimeSpan duration, int? status, PlexError? error = null, TimeSpan? wait = null) =>
        Observer?.Invoke(new PlexAttempt
        {
            Method = Request.Method.Method,
            Uri = uri,
            Number = number,
            Duration = duration,
            StatusCode = status,
            Error = error,
            RetryIn = wait,
        });
}
