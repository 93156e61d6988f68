using System.Collections.Concurrent;
using PlexSecurity.Models;

namespace PlexSecurity.Sessions;

/// <summary>
/// The sources that were seen through a session, with their titles: what completion offers, and what a bare identifier or a
/// title is looked up in. To be used from many threads.
/// </summary>
internal sealed class KnownSources
{
    private const int Maximum = 1000;
    private const int MaximumListed = 3;
    private const int ShortestMachineIdentifier = 32;

    private readonly ConcurrentDictionary<string, (SourceIdentifier Source, string Title)> _known =
        new(StringComparer.OrdinalIgnoreCase);

    private int _count;

    /// <summary>The sources with their titles.</summary>
    public IReadOnlyList<(SourceIdentifier Source, string Title)> All => [.. _known.Values];

    /// <summary>
    /// Keeps a source that can be asked for; any other text is forgotten. Many thousands may pass through a pipeline: nobody
    /// completes from so many.
    /// </summary>
    public void Remember(string source, string title)
    {
        if (!SourceIdentifier.TryParse(source, out SourceIdentifier? parsed))
            return;
        if (_known.ContainsKey(parsed.Value) || Interlocked.Increment(ref _count) <= Maximum)
            _known[parsed.Value] = (parsed, DisplayText.Of(title) ?? parsed.Identifier);
    }

    /// <summary>
    /// The source that is meant by an identifier without prefix, or by a title. An identifier goes before a title. What was not
    /// seen yet is given back, and is then taken for a server's identifier.
    /// </summary>
    /// <exception cref="PlexException"><see cref="PlexError.InvalidSource"/>: several sources go by it.</exception>
    public string Resolve(string text)
    {
        if (string.IsNullOrEmpty(text) || text.Contains("://"))
            return text;

        string[] found = [.. WithIdentifier("server://" + text), .. WithIdentifier("provider://" + text)];

        // A title is another person's choice: nobody's server becomes the one with a given machine identifier by its title.
        if (found.Length == 0 && !LooksLikeMachineIdentifier(text))
            found = WithTitle(text);
        return found.Length switch
        {
            0 => text,
            1 => found[0],
            _ => throw new PlexException(
                PlexError.InvalidSource,
                $"{found.Length} sources match '{DisplayText.Of(text)}', such as "
                    + $"{string.Join(", ", found.Take(MaximumListed))}.",
                "Specify the source with its prefix, server:// or provider://."),
        };
    }

    /// <summary>In the letter case in which it was seen, which a server may mind.</summary>
    private string[] WithIdentifier(string source) =>
        _known.TryGetValue(source, out (SourceIdentifier Source, string Title) known) ? [known.Source.Value] : [];

    private string[] WithTitle(string title) =>
    [
        .. _known.Where(known => string.Equals(known.Value.Title, title, StringComparison.OrdinalIgnoreCase))
            .Select(static known => known.Key)
            .OrderBy(static source => source, StringComparer.Ordinal),
    ];

    private static bool LooksLikeMachineIdentifier(string text) =>
        text.Length >= ShortestMachineIdentifier && text.All(Uri.IsHexDigit);
}
