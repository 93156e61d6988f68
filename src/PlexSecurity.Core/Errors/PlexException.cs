namespace PlexSecurity;

/// <summary>
/// The failure of a call. The message contains the server and the request, and never a token or a part of a response.
/// </summary>
public sealed class PlexException : Exception
{
    /// <summary>Initializes an exception.</summary>
    /// <param name="error">The kind of the failure.</param>
    /// <param name="message">The message, without any token.</param>
    /// <param name="recommendedAction">The recommended action.</param>
    /// <param name="innerException">The underlying failure, or null.</param>
    public PlexException(PlexError error, string message, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        RecommendedAction = recommendedAction;
    }

    /// <summary>The kind of the failure.</summary>
    public PlexError Error { get; }

    /// <summary>The recommended action.</summary>
    public string RecommendedAction { get; }

    /// <summary>The server, or null if no request was made.</summary>
    public Uri? Server { get; init; }

    /// <summary>The HTTP status of the response, or null if there is no response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The number of requests that were sent, including retries.</summary>
    public int Attempts { get; internal set; }

    /// <summary>The reason, as the clause in the message after the request.</summary>
    internal string? Reason { get; init; }

    /// <summary>Whether a retry of the request may succeed.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Whether the server cannot have processed the request.</summary>
    internal bool IsUnsent { get; set; }

    /// <summary>The wait that the server requests, or null.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Sets the number of sent requests and returns this exception.</summary>
    internal PlexException After(int attempts)
    {
        Attempts = attempts;
        return this;
    }

    /// <summary>A copy for another caller, so that each caller throws its own exception.</summary>
    internal PlexException Copy() => new(Error, Message, RecommendedAction, InnerException)
    {
        Server = Server,
        StatusCode = StatusCode,
        Attempts = Attempts,
        Reason = Reason,
        IsTransient = IsTransient,
        IsUnsent = IsUnsent,
        RetryAfter = RetryAfter,
    };
}
