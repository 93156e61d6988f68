using PlexSecurity.Security;

namespace PlexSecurity.Connections;

/// <summary>
/// Which addresses of a source are asked who they are, the best first, and why the others are not. An address to which no token
/// would go is not even asked: <c>/identity</c> over http proves nothing, since whoever holds the address can pass it on.
/// </summary>
internal sealed class ConnectionCandidates
{
    private const string LinkLocal = "skipped: the address is link-local, and the source has other addresses";

    private ConnectionCandidates(IReadOnlyList<PlexConnection> candidates, IReadOnlyList<PlexConnectionTest> skipped)
    {
        Candidates = candidates;
        Skipped = skipped;
    }

    /// <summary>Those to ask, the best first; those of one rank in the order given.</summary>
    public IReadOnlyList<PlexConnection> Candidates { get; }

    /// <summary>The others, each with its reason.</summary>
    public IReadOnlyList<PlexConnectionTest> Skipped { get; }

    public static ConnectionCandidates Of(PlexSourceConnection source, ChannelPolicy policy)
    {
        PlexConnection[] ranked = source.Connections.OrderBy(ConnectionSelector.Rank).ToArray();
        bool hasHttps = Array.Exists(ranked, IsHttps);
        List<PlexConnection> secure = [];
        List<PlexConnectionTest> skipped = [];
        foreach (PlexConnection connection in ranked)
        {
            if (WhyNotSecure(connection, hasHttps, policy) is string reason)
                skipped.Add(new PlexConnectionTest(source, connection, ConnectionStatus.NotSecure, reason));
            else
                secure.Add(connection);
        }

        // Link-local ones hardly ever work from elsewhere, and are all there is in some lists.
        List<PlexConnection> candidates = secure.FindAll(static connection => !ConnectionSelector.IsLinkLocal(connection));
        if (candidates.Count == 0)
            return new ConnectionCandidates(secure, skipped);
        skipped.AddRange(secure.Where(ConnectionSelector.IsLinkLocal).Select(connection =>
            new PlexConnectionTest(source, connection, ConnectionStatus.Skipped, LinkLocal)));
        return new ConnectionCandidates(candidates, skipped);
    }

    private static string? WhyNotSecure(PlexConnection connection, bool hasHttps, ChannelPolicy policy)
    {
        if (IsHttps(connection))
            return null;
        if (policy.Thumbprint is not null)
            return "skipped: a pinned certificate requires https";
        if (hasHttps && !policy.AllowUnencrypted)
            return "skipped: the address is http, and the source has https addresses";
        return policy.Allows(connection.Uri) ? null : "skipped: plain http exposes the token to the network";
    }

    private static bool IsHttps(PlexConnection connection) => connection.Uri.Scheme == Uri.UriSchemeHttps;
}
