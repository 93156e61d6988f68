using System.Globalization;

namespace PlexSecurity;

/// <summary>A request and its outcome, without the token.</summary>
public sealed class PlexAttempt
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The URI.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The time from the start of the request to the end of the response or the failure.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The HTTP status, or null if there is no response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The error, or null if the request succeeded.</summary>
    public PlexError? Error { get; init; }

    /// <summary>The wait before the next attempt, or null if this is the last attempt.</summary>
    public TimeSpan? RetryIn { get; init; }

    /// <summary>A one-line summary.</summary>
    /// <returns>Such as <c>GET http://nas:32400/identity: 200 in 12 ms (attempt 1)</c>.</returns>
    public override string ToString()
    {
        string outcome = (StatusCode, Error) switch
        {
            (int status, null) => status.ToString(CultureInfo.InvariantCulture),
            (int status, PlexError error) => $"{status} ({error})",
            (null, PlexError error) => error.ToString(),
            _ => "no response",
        };
        string line = $"{Method} {Uri.AbsoluteUri}: {outcome} in {Duration.TotalMilliseconds:0} ms (attempt {Number})";
        return RetryIn is TimeSpan wait
            ? FormattableString.Invariant($"{line}; retrying in {wait.TotalSeconds:0.0} s")
            : line;
    }
}
