namespace PlexSecurity;

/// <summary>
/// The failure of a call. The message names the server and the request, and never contains a token or a part of a response.
/// </summary>
public sealed class PlexException : Exception
{
    /// <summary>Makes an exception of the given kind.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="message">The message, without any token.</param>
    /// <param name="recommendedAction">The recommended action.</param>
    /// <param name="innerException">The failure of the transport below, where there was one.</param>
    public PlexException(PlexError error, string message, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        RecommendedAction = recommendedAction;
    }

    /// <summary>What went wrong.</summary>
    public PlexError Error { get; }

    /// <summary>The recommended action.</summary>
    public string RecommendedAction { get; }

    /// <summary>The server that was asked, or null where none was yet.</summary>
    public Uri? Server { get; init; }

    /// <summary>The HTTP status of the response, or null without a response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How many requests were sent, the retries included.</summary>
    public int Attempts { get; internal set; }

    /// <summary>The reason as a clause, where the message has it after the request.</summary>
    internal string? Reason { get; init; }

    /// <summary>Whether the same request may succeed a little later.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Whether the server cannot have acted on the request.</summary>
    internal bool IsUnsent { get; set; }

    /// <summary>The wait that the server asks for, where it does.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The same failure for another caller: each throws an exception of its own.</summary>
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
