using System.Globalization;

namespace PlexSecurity;

/// <summary>One request and its outcome. There is never a token in it.</summary>
public sealed class PlexAttempt
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The URI that was asked.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Which try this was, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The time from sending to the end of the response or to the failure.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The HTTP status, or null where no response came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong, or null where the response was good.</summary>
    public PlexError? Error { get; init; }

    /// <summary>How long is waited before the next try, or null where this was the last.</summary>
    public TimeSpan? RetryIn { get; init; }

    /// <summary>One line that tells all this.</summary>
    /// <returns>Such as <c>GET http://nas:32400/identity: 200 in 12 ms (attempt 1)</c>.</returns>
    public override string ToString()
    {
        string outcome = (StatusCode, Error) switch
        {
            (int status, null) => status.ToString(CultureInfo.InvariantCulture),
            (int status, PlexError error) => $"{status} ({error})",
            (null, PlexError error) => error.ToString(),
            _ => "ended",
        };
        string line = $"{Method} {Uri.AbsoluteUri}: {outcome} in {Duration.TotalMilliseconds:0} ms (attempt {Number})";
        return RetryIn is TimeSpan wait
            ? FormattableString.Invariant($"{line}; retrying in {wait.TotalSeconds:0.0} s")
            : line;
    }
}
