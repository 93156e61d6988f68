namespace PlexSecurity.Http;

/// <summary>A request together with the token it goes with and what is known of the server.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="Token">The token to send; null where none is sent.</param>
/// <param name="Server">Who the server said it is; null while that is being asked.</param>
/// <param name="Observer">Told of each attempt.</param>
internal sealed record PlexCall(PlexRequest Request, PlexToken? Token, PlexIdentity? Server, Action<PlexAttempt>? Observer)
{
    /// <summary>
    /// Gives a copy of the token that this call does not send, and that no message may show: a server that got it earlier can
    /// repeat it.
    /// </summary>
    public Func<PlexToken?>? Withheld { get; init; }
}
