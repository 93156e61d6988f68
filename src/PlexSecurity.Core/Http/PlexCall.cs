namespace PlexSecurity.Http;

/// <summary>One request and the token of the client that sends it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Token">The token of the client, which no message may show; null where it has none.</param>
/// <param name="Observer">Told of each attempt.</param>
internal sealed record PlexCall(PlexRequest Request, PlexToken? Token, Action<PlexAttempt>? Observer)
{
    /// <summary>The token that is sent; null for a request that needs none.</summary>
    public PlexToken? SentToken => Request.NeedsToken ? Token : null;
}
