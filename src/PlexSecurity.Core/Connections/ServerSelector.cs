using PlexSecurity.Models;

namespace PlexSecurity.Connections;

/// <summary>
/// Selects a server of an account by its identifier or by its name, which may contain wildcards. Other people choose the
/// identifiers and the names of their servers, so a text that matches two servers selects neither. Without a text, it selects
/// the only server that the account owns.
/// </summary>
internal static class ServerSelector
{
    private const int MaximumListed = 10;

    /// <exception cref="PlexException">
    /// <see cref="PlexError.UnknownServer"/>; <see cref="PlexError.AmbiguousServer"/>; <see cref="PlexError.InvalidResponse"/>:
    /// the response contains no token for the server.
    /// </exception>
    public static PlexSourceConnection SelectConnection(IReadOnlyList<AccountServer> servers, string? text)
    {
        AccountServer server = text is null ? FindOwned(servers) : Find(servers, text);
        return server.Connection ?? throw new PlexException(
            PlexError.InvalidResponse,
            $"plex.tv listed the server {Name(server)} without a usable token for it.",
            "Check at plex.tv whether the account still has access to the server.");
    }

    private static AccountServer FindOwned(IReadOnlyList<AccountServer> servers)
    {
        AccountServer[] owned = [.. servers.Where(static server => server.Source.Owned == true)];
        return owned.Length == 1 ? owned[0] : throw new PlexException(
            owned.Length == 0 ? PlexError.UnknownServer : PlexError.AmbiguousServer,
            owned.Length == 0
                ? $"The account owns no server. {Describe(servers)}"
                : $"The account owns {owned.Length} servers: {List(owned)}.",
            "Specify the name or the identifier of a server with -Name.");
    }

    private static AccountServer Find(IReadOnlyList<AccountServer> servers, string text)
    {
        bool isIdentifier = text.Contains("://") || SourceIdentifier.IsMachineIdentifier(text);
        AccountServer[] found =
        [
            .. servers.Where(server => IsIdentifier(server, text) || (!isIdentifier && IsLike(server.Source.Title, text))),
        ];
        // The identifier of another server may differ only in letter case.
        if (found.Length > 1 && isIdentifier && found.Count(server => IsExactly(server, text)) == 1)
            found = [found.First(server => IsExactly(server, text))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw Unknown(servers, text),
            _ => throw new PlexException(
                PlexError.AmbiguousServer,
                $"{found.Length} servers of the account match '{DisplayText.Sanitize(text)}': {List(found)}.",
                "Specify the identifier of the server, with the prefix server://."),
        };
    }

    private static PlexException Unknown(IReadOnlyList<AccountServer> servers, string text) => new(
        PlexError.UnknownServer,
        $"No server of the account matches '{DisplayText.Sanitize(text)}'. {Describe(servers)}",
        "Specify the name or the identifier of a server. Get-PlexSource -Account lists the servers.");

    private static bool IsIdentifier(AccountServer server, string text) =>
        string.Equals(server.Source.Identifier, text, StringComparison.OrdinalIgnoreCase)
        || string.Equals(server.Source.Source, text, StringComparison.OrdinalIgnoreCase);

    private static bool IsExactly(AccountServer server, string text) =>
        server.Source.Identifier == text || server.Source.Source == text;

    /// <summary>Whether a name matches a pattern with <c>*</c> and <c>?</c>. Backtracking is limited to the last star.</summary>
    private static bool IsLike(string name, string pattern)
    {
        int n = 0, p = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && (pattern[p] == '?' || (pattern[p] != '*' && EqualsIgnoreCase(pattern[p], name[n]))))
            {
                n++;
                p++;
            }
            else if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length && pattern.Length > 0;
    }

    private static bool EqualsIgnoreCase(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);

    private static string Describe(IReadOnlyList<AccountServer> servers) =>
        servers.Count == 0 ? "The account has no servers." : $"The account has {List(servers)}.";

    private static string List(IReadOnlyList<AccountServer> servers) =>
        string.Join(", ", servers.Take(MaximumListed).Select(Name))
        + (servers.Count > MaximumListed ? $" and {servers.Count - MaximumListed} more" : string.Empty);

    private static string Name(AccountServer server) => $"'{server.Source.Title}' ({server.Source.Identifier})";
}
