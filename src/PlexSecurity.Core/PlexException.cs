namespace PlexSecurity;

/// <summary>A call that failed, in words that name the server and what was tried. It never contains a token or a part of an answer.</summary>
public sealed class PlexException : Exception
{
    /// <summary>Makes an exception of the given kind.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="message">What went wrong in plain words, without any token.</param>
    /// <param name="recommendedAction">What the reader can do about it.</param>
    /// <param name="innerException">The failure of the transport below, where there was one.</param>
    public PlexException(PlexError error, string message, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        RecommendedAction = recommendedAction;
    }

    /// <summary>What went wrong.</summary>
    public PlexError Error { get; }

    /// <summary>What the reader can do about it.</summary>
    public string RecommendedAction { get; }

    /// <summary>The server that was asked, or null where none was yet.</summary>
    public Uri? Server { get; init; }

    /// <summary>The HTTP status that the server answered, or null where no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How many requests were sent, the retries included.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Why, as a clause, where the message has it behind what was tried.</summary>
    internal string? Reason { get; init; }

    /// <summary>Whether the same call may succeed a little later.</summary>
    internal bool MayPass { get; init; }

    /// <summary>Whether the server cannot have acted on the request: it did not get it, or refused it unread.</summary>
    internal bool NothingDone { get; set; }

    /// <summary>How long the server asks to wait, where it does.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The same failure for another caller: an exception is thrown by one.</summary>
    internal PlexException Again() => new(Error, Message, RecommendedAction, InnerException)
    {
        Server = Server,
        StatusCode = StatusCode,
        Attempts = Attempts,
        Reason = Reason,
        MayPass = MayPass,
        NothingDone = NothingDone,
        RetryAfter = RetryAfter,
    };
}
