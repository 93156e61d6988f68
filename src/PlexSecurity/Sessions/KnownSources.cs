using System.Collections.Concurrent;
using PlexSecurity.Models;

namespace PlexSecurity.Sessions;

/// <summary>
/// The sources that a session has listed, with their titles, for completion and for resolving identifiers and titles.
/// Thread-safe.
/// </summary>
internal sealed class KnownSources
{
    private const int Maximum = 1000;
    private const int MaximumListed = 3;

    private readonly ConcurrentDictionary<string, KnownSource> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sources with their titles.</summary>
    public IReadOnlyList<KnownSource> All => [.. _known.Values];

    /// <summary>
    /// Adds a source if it is valid. The number is limited: a pipeline may process many thousands of sources, which are not
    /// useful for completion.
    /// </summary>
    public void Add(string source, string title)
    {
        if (!SourceIdentifier.TryParse(source, out SourceIdentifier? parsed))
            return;
        if (_known.ContainsKey(parsed.Value) || _known.Count < Maximum)
            _known[parsed.Value] = new KnownSource(parsed, DisplayText.Sanitize(title) ?? parsed.Identifier);
    }

    /// <summary>
    /// Resolves an identifier without a prefix, or a title. An unknown text is returned unchanged, and is then used as the
    /// identifier of a server.
    /// </summary>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidSource"/>: several sources match.</exception>
    public string Resolve(string text)
    {
        if (string.IsNullOrEmpty(text) || text.Contains("://"))
            return text;

        string[] found = [.. WithIdentifier("server://" + text), .. WithIdentifier("provider://" + text)];

        // Other people choose titles, and can choose the identifiers of their servers, so neither takes precedence. Only
        // providers and machine identifiers do.
        if (!SourceIdentifier.IsMachineIdentifier(text) && !_known.ContainsKey("provider://" + text))
            found = [.. found.Union(WithTitle(text), StringComparer.OrdinalIgnoreCase)];
        return found.Length switch
        {
            0 => text,
            1 => found[0],
            _ => throw new PlexException(
                PlexError.InvalidSource,
                $"{found.Length} sources match '{DisplayText.Sanitize(text)}', such as "
                    + $"{string.Join(", ", found.Take(MaximumListed))}.",
                "Specify the source with its prefix, server:// or provider://."),
        };
    }

    /// <summary>Returns the identifier in its original letter case, because a server may be case-sensitive.</summary>
    private string[] WithIdentifier(string source) =>
        _known.TryGetValue(source, out KnownSource? known) ? [known.Source.Value] : [];

    private string[] WithTitle(string title) =>
    [
        .. _known.Where(known => string.Equals(known.Value.Title, title, StringComparison.OrdinalIgnoreCase))
            .Select(static known => known.Key)
            .OrderBy(static source => source, StringComparer.Ordinal),
    ];
}

/// <summary>A source that a session has listed.</summary>
internal sealed record KnownSource(SourceIdentifier Source, string Title);
