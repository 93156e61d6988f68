using System.Text;
using PlexSecurity.Models;

namespace PlexSecurity.Connections;

/// <summary>Which server of an account is meant: by its identifier, else by its name, else by wildcards in the name.</summary>
internal static class ServerChoice
{
    private const int MaximumListed = 10;

    /// <exception cref="PlexException">
    /// <see cref="PlexError.UnknownServer"/>; <see cref="PlexError.AmbiguousServer"/>; <see cref="PlexError.InvalidResponse"/>:
    /// plex.tv gave no token for the server.
    /// </exception>
    public static PlexSourceConnection ConnectionOf(IReadOnlyList<AccountServer> servers, string text)
    {
        AccountServer server = Find(servers, text ?? string.Empty);
        return server.Connection ?? throw new PlexException(
            PlexError.InvalidResponse,
            $"plex.tv listed the server {Name(server)} without a usable token for it.",
            "Check at plex.tv whether the account still has access to the server.");
    }

    private static AccountServer Find(IReadOnlyList<AccountServer> servers, string text)
    {
        AccountServer[] found = [.. servers.Where(server => IsIdentifier(server, text))];
        // A name is another person's choice: nobody's server becomes the one of a given identifier by its name.
        if (found.Length == 0 && text.Contains("://"))
            throw Unknown(servers, text);
        if (found.Length == 0)
            found = [.. servers.Where(server => string.Equals(server.Source.Title, text, StringComparison.OrdinalIgnoreCase))];
        if (found.Length == 0)
            found = [.. servers.Where(server => IsLike(server.Source.Title, text))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw Unknown(servers, text),
            _ => throw new PlexException(
                PlexError.AmbiguousServer,
                $"{found.Length} servers of the account match '{DisplayText.Of(text)}': {List(found)}.",
                "Specify the identifier of the server."),
        };
    }

    private static PlexException Unknown(IReadOnlyList<AccountServer> servers, string text) => new(
        PlexError.UnknownServer,
        $"No server of the account matches '{DisplayText.Of(text)}'. "
        + (servers.Count == 0 ? "The account has no servers." : $"The account has {List(servers)}."),
        "Specify the name or the identifier of a server. Get-PlexSource -Account lists the servers.");

    private static bool IsIdentifier(AccountServer server, string text) =>
        string.Equals(server.Source.Identifier, text, StringComparison.OrdinalIgnoreCase)
        || string.Equals(server.Source.Source, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name fits a pattern with <c>*</c> and <c>?</c>. Only the last star is tried again.</summary>
    private static bool IsLike(string name, string pattern)
    {
        int n = 0, p = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && (pattern[p] == '?' || (pattern[p] != '*' && Same(pattern[p], name[n]))))
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

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);

    private static string List(IReadOnlyList<AccountServer> servers)
    {
        StringBuilder list = new(string.Join(", ", servers.Take(MaximumListed).Select(Name)));
        if (servers.Count > MaximumListed)
            list.Append(" and ").Append(servers.Count - MaximumListed).Append(" more");
        return list.ToString();
    }

    private static string Name(AccountServer server) => $"'{server.Source.Title}' ({server.Source.Identifier})";
}
