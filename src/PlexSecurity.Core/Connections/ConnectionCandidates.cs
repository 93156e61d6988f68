using PlexSecurity.Security;

namespace PlexSecurity.Connections;

/// <summary>
/// Selects the addresses of a source to test, the best first, and the addresses to skip. An address to which no token would be
/// sent is not tested: an attacker at an http address can relay <c>/identity</c>.
/// </summary>
/// <param name="Candidates">The addresses to test, the best first. Addresses with the same rank keep their order.</param>
/// <param name="Skipped">The skipped addresses, with their reasons.</param>
internal sealed record ConnectionCandidates(IReadOnlyList<PlexConnection> Candidates, IReadOnlyList<PlexConnectionTest> Skipped)
{
    private const string LinkLocal = "skipped: the address is link-local, and the source has other addresses";

    public static ConnectionCandidates Of(PlexSourceConnection source, ChannelPolicy policy)
    {
        PlexConnection[] ranked = source.Connections.OrderBy(ConnectionSelector.Rank).ToArray();
        bool hasHttps = Array.Exists(ranked, IsHttps);
        List<PlexConnection> secure = [];
        List<PlexConnectionTest> skipped = [];
        foreach (PlexConnection connection in ranked)
        {
            if (GetInsecureReason(connection, hasHttps, policy) is string reason)
                skipped.Add(new PlexConnectionTest(source, connection, ConnectionStatus.NotSecure, reason));
            else
                secure.Add(connection);
        }

        // Link-local addresses rarely work from other machines, but some lists contain no others.
        List<PlexConnection> candidates = secure.FindAll(static connection => !ConnectionSelector.IsLinkLocal(connection));
        if (candidates.Count == 0)
            return new ConnectionCandidates(secure, skipped);
        skipped.AddRange(secure.Where(ConnectionSelector.IsLinkLocal).Select(connection =>
            new PlexConnectionTest(source, connection, ConnectionStatus.Skipped, LinkLocal)));
        return new ConnectionCandidates(candidates, skipped);
    }

    private static string? GetInsecureReason(PlexConnection connection, bool hasHttps, ChannelPolicy policy)
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
